-- examined
select cast(sum(documents.counted) as bigint)
from (
    select count(*) as counted from ledger.contribution where dedicated_account_id = @account
    union all
    select count(*) as counted from ledger.disbursement where dedicated_account_id = @account
    union all
    select count(*) as counted from ledger.expected_return where dedicated_account_id = @account
) documents
-- failure: The received contribution has no entry of its own
select contribution.id as contribution_id, contribution.entry_fiscal_year as fiscal_year, contribution.entry_number as number
from ledger.contribution
left join ledger.entry
    on entry.dedicated_account_id = contribution.dedicated_account_id and entry.fiscal_year = contribution.entry_fiscal_year
   and entry.number = contribution.entry_number
   and entry.document_kind = 1 /* DocumentKind.Contribution */ and entry.document_id = contribution.id
where contribution.dedicated_account_id = @account and contribution.state = 2 /* ContributionState.Received */ and entry.number is null
order by contribution.id
-- failure: The contribution's entries or lots are not of its amount and state
select contribution.id as contribution_id, contribution.state, contribution.amount,
       coalesce(booked.received, 0) as received, coalesce(opened.amount, 0) as lots, coalesce(shared.amount, 0) as shares
from ledger.contribution
left join (
    select entry.document_id, sum(posting.amount) as received
    from ledger.entry
    join ledger.posting
        on posting.dedicated_account_id = entry.dedicated_account_id
       and posting.fiscal_year = entry.fiscal_year and posting.number = entry.number
    join ledger.ledger_account account
        on account.dedicated_account_id = posting.dedicated_account_id and account.id = posting.ledger_account_id
       and account.spendable = @yes
    where entry.dedicated_account_id = @account and entry.document_kind = 1 /* DocumentKind.Contribution */
    group by entry.document_id
) booked on booked.document_id = contribution.id
left join (
    select document_id, sum(amount) as amount
    from ledger.lot
    where dedicated_account_id = @account and kind = 1 /* LotKind.Contribution */
    group by document_id
) opened on opened.document_id = contribution.id
left join (
    select contribution_id, sum(amount) as amount
    from ledger.contribution_share
    where dedicated_account_id = @account
    group by contribution_id
) shared on shared.contribution_id = contribution.id
where contribution.dedicated_account_id = @account
  and (coalesce(booked.received, 0)
           <> case when contribution.state = 2 /* ContributionState.Received */ then contribution.amount else 0 end
       or coalesce(opened.amount, 0)
           <> case when contribution.state = 2 /* ContributionState.Received */ then contribution.amount else 0 end
       or coalesce(shared.amount, 0) <> contribution.amount)
order by contribution.id
-- failure: The disbursement's entries are not those of its state and amount
select disbursement.id as disbursement_id, disbursement.state, disbursement.amount,
       coalesce(booked.encumbered, 0) as encumbered, coalesce(booked.released, 0) as released, coalesce(booked.paid, 0) as paid,
       coalesce(back.refunded, 0) as refunded
from ledger.disbursement
left join (
    select entry.document_id,
           sum(case when account.code = '9101' /* ChartOfAccounts.Encumbrances */ then posting.amount else 0 end) as encumbered,
           sum(case when account.spendable = @no and account.type <> 9 /* AccountType.Memorandum */
                    then posting.amount else 0 end) as released,
           -sum(case when account.code like '1101.%' /* ChartOfAccounts.CashAtBank */ then posting.amount else 0 end) as paid
    from ledger.entry
    join ledger.posting
        on posting.dedicated_account_id = entry.dedicated_account_id
       and posting.fiscal_year = entry.fiscal_year and posting.number = entry.number
    join ledger.ledger_account account
        on account.dedicated_account_id = posting.dedicated_account_id and account.id = posting.ledger_account_id
    where entry.dedicated_account_id = @account and entry.document_kind = 2 /* DocumentKind.Disbursement */
    group by entry.document_id
) booked on booked.document_id = disbursement.id
left join (
    select document_id, sum(amount) as refunded
    from ledger.statement_line_part
    where dedicated_account_id = @account and document_kind = 2 /* DocumentKind.Disbursement */ and kind = 5 /* LinePartKind.Refund */
    group by document_id
) back on back.document_id = disbursement.id
where disbursement.dedicated_account_id = @account
  and (coalesce(booked.encumbered, 0)
           <> case when disbursement.state = 6 /* DisbursementState.Encumbered */ then disbursement.amount else 0 end
       or coalesce(booked.released, 0)
           <> case when
  disbursement.state in (7 /* DisbursementState.Released */, 8 /* DisbursementState.Paid */, 9 /* DisbursementState.PaymentReturned */)
                   then disbursement.amount - coalesce(back.refunded, 0) else 0 end
       or coalesce(booked.paid, 0)
           <> case when disbursement.state = 8 /* DisbursementState.Paid */
                   then disbursement.amount - coalesce(back.refunded, 0) else 0 end
       or coalesce(back.refunded, 0) > disbursement.amount)
order by disbursement.id
-- failure: The expected return's entries or lots are not of its amount and state
select expected.id as expected_return_id, expected.state, coalesce(expected.amount, 0) as amount,
       coalesce(booked.receivable, 0) as receivable, coalesce(booked.received, 0) as received, coalesce(opened.amount, 0) as lots
from ledger.expected_return expected
left join (
    select entry.document_id,
           sum(case when account.code = '1203' /* ChartOfAccounts.ReturnsReceivable */ then posting.amount else 0 end) as receivable,
           sum(case when account.spendable = @yes then posting.amount else 0 end) as received
    from ledger.entry
    join ledger.posting
        on posting.dedicated_account_id = entry.dedicated_account_id
       and posting.fiscal_year = entry.fiscal_year and posting.number = entry.number
    join ledger.ledger_account account
        on account.dedicated_account_id = posting.dedicated_account_id and account.id = posting.ledger_account_id
    where entry.dedicated_account_id = @account and entry.document_kind = 3 /* DocumentKind.ExpectedReturn */
    group by entry.document_id
) booked on booked.document_id = expected.id
left join (
    select document_id, sum(amount) as amount
    from ledger.lot
    where dedicated_account_id = @account and kind = 2 /* LotKind.Return */
    group by document_id
) opened on opened.document_id = expected.id
where expected.dedicated_account_id = @account
  and (coalesce(booked.receivable, 0)
           <> case when expected.state = 2 /* ExpectedReturnState.Due */ then coalesce(expected.amount, 0) else 0 end
       or coalesce(booked.received, 0)
           <> case when expected.state = 3 /* ExpectedReturnState.Received */ then coalesce(expected.amount, 0) else 0 end
       or coalesce(opened.amount, 0)
           <> case when expected.state = 3 /* ExpectedReturnState.Received */ then coalesce(expected.amount, 0) else 0 end)
order by expected.id
-- failure: The part of a bank line was booked for another document
select part.statement_line_id as line_id, part.number as part, part.document_kind, part.document_id,
       entry.document_kind as entry_document_kind, entry.document_id as entry_document_id
from ledger.statement_line_part part
left join ledger.entry
    on entry.dedicated_account_id = part.dedicated_account_id
   and entry.fiscal_year = part.entry_fiscal_year and entry.number = part.entry_number
where part.dedicated_account_id = @account
  and (entry.number is null
       or coalesce(part.document_kind, 4 /* DocumentKind.StatementLine */) <> coalesce(entry.document_kind, 0)
       or (part.kind <> 7 /* LinePartKind.OwnTransfer */
           and coalesce(part.document_id, part.statement_line_id) <> coalesce(entry.document_id, 0))
       -- A transfer belongs to the line that gave the money.
       or (part.kind = 7 /* LinePartKind.OwnTransfer */ and not exists (
            select 1 from ledger.statement_line_part giving
            where giving.dedicated_account_id = part.dedicated_account_id and giving.statement_line_id = entry.document_id
              and giving.kind = part.kind and giving.amount < 0
              and giving.entry_fiscal_year = part.entry_fiscal_year and giving.entry_number = part.entry_number)))
order by part.statement_line_id, part.number
-- failure: The lots of bank interest are not of its amount
select compared.line_id, sum(compared.interest) as interest, sum(compared.lots) as lots
from (
    select statement_line_id as line_id, amount as interest, cast(0 as bigint) as lots
    from ledger.statement_line_part
    where dedicated_account_id = @account and kind = 3 /* LinePartKind.BankInterest */
    union all
    select document_id as line_id, cast(0 as bigint) as interest, amount as lots
    from ledger.lot
    where dedicated_account_id = @account and kind = 5 /* LotKind.Interest */
) compared
group by compared.line_id
having sum(compared.interest) <> sum(compared.lots)
order by compared.line_id
-- failure: The entry names a document that does not exist
select entry.fiscal_year, entry.number, entry.document_kind, entry.document_id
from ledger.entry
left join ledger.contribution
    on entry.document_kind = 1 /* DocumentKind.Contribution */
   and contribution.dedicated_account_id = entry.dedicated_account_id and contribution.id = entry.document_id
left join ledger.disbursement
    on entry.document_kind = 2 /* DocumentKind.Disbursement */
   and disbursement.dedicated_account_id = entry.dedicated_account_id and disbursement.id = entry.document_id
left join ledger.expected_return
    on entry.document_kind = 3 /* DocumentKind.ExpectedReturn */
   and expected_return.dedicated_account_id = entry.dedicated_account_id and expected_return.id = entry.document_id
left join ledger.statement_line
    on entry.document_kind = 4 /* DocumentKind.StatementLine */
   and statement_line.dedicated_account_id = entry.dedicated_account_id and statement_line.id = entry.document_id
where entry.dedicated_account_id = @account
  and entry.document_kind between 1 /* DocumentKind.Contribution */ and 4 /* DocumentKind.StatementLine */
  and contribution.id is null and disbursement.id is null and expected_return.id is null and statement_line.id is null
order by entry.fiscal_year, entry.number
