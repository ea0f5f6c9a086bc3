-- examined
select cast(count(*) as bigint) from ledger.bank_account where dedicated_account_id = @account
-- failure: The line's entry does not move the bank account by the line's amount
select line.id as line_id, line.entry_fiscal_year as fiscal_year, line.entry_number as number,
       line.amount, coalesce(sum(posting.amount), 0) as booked
from ledger.statement_line line
join ledger.bank_account bank on bank.dedicated_account_id = line.dedicated_account_id and bank.id = line.bank_account_id
join ledger.ledger_account account on account.dedicated_account_id = bank.dedicated_account_id and account.code = bank.ledger_account
left join ledger.posting
    on posting.dedicated_account_id = line.dedicated_account_id and posting.fiscal_year = line.entry_fiscal_year
   and posting.number = line.entry_number and posting.ledger_account_id = account.id
where line.dedicated_account_id = @account and line.state <> 1 /* StatementLineState.New */
  and not exists (
        select 1 from ledger.statement_line_part part
        where part.dedicated_account_id = line.dedicated_account_id and part.statement_line_id = line.id)
group by line.id, line.entry_fiscal_year, line.entry_number, line.amount
having coalesce(sum(posting.amount), 0) <> line.amount
order by line.id
-- failure: The part's entry does not move the bank account by the part's amount
select part.statement_line_id as line_id, part.number as part, part.entry_fiscal_year as fiscal_year, part.entry_number as number,
       part.amount, coalesce(sum(posting.amount), 0) as booked
from ledger.statement_line_part part
left join ledger.statement_line line on line.dedicated_account_id = part.dedicated_account_id and line.id = part.statement_line_id
left join ledger.bank_account bank on bank.dedicated_account_id = line.dedicated_account_id and bank.id = line.bank_account_id
left join ledger.ledger_account account
    on account.dedicated_account_id = bank.dedicated_account_id and account.code = bank.ledger_account
left join ledger.posting
    on posting.dedicated_account_id = part.dedicated_account_id and posting.fiscal_year = part.entry_fiscal_year
   and posting.number = part.entry_number and posting.ledger_account_id = account.id
where part.dedicated_account_id = @account
group by part.statement_line_id, part.number, part.entry_fiscal_year, part.entry_number, part.amount
having coalesce(sum(posting.amount), 0) <> part.amount
order by part.statement_line_id, part.number
-- failure: The line's parts do not make up the line
select line.id as line_id, line.state, line.amount, sum(part.amount) as parts
from ledger.statement_line line
join ledger.statement_line_part part on part.dedicated_account_id = line.dedicated_account_id and part.statement_line_id = line.id
where line.dedicated_account_id = @account
group by line.id, line.state, line.amount, line.entry_fiscal_year, line.entry_number
having sum(part.amount) <> line.amount or line.state <> 4 /* StatementLineState.Explained */
    or min(part.number) <> 1 or max(part.number) <> count(*)
    or max(case when part.number = 1 and part.entry_fiscal_year = line.entry_fiscal_year and part.entry_number = line.entry_number
                then 1 else 0 end) = 0
order by line.id
-- failure: The line is said to be explained, and neither a document nor a part explains it
select line.id as line_id
from ledger.statement_line line
where line.dedicated_account_id = @account and line.state = 4 /* StatementLineState.Explained */ and line.matched_id is null
  and not exists (
        select 1 from ledger.statement_line_part part
        where part.dedicated_account_id = line.dedicated_account_id and part.statement_line_id = line.id)
order by line.id
-- failure: The suspense fund does not hold what nobody has explained
select compared.incoming, sum(compared.lines) as lines, sum(compared.booked) as booked
from (
    select case when line.amount > 0 then 1 else 0 end as incoming, line.amount as lines, cast(0 as bigint) as booked
    from ledger.statement_line line
    where line.dedicated_account_id = @account and line.state = 3 /* StatementLineState.Unidentified */
    union all
    select case when account.code = '2102' /* ChartOfAccounts.UnidentifiedReceipts */ then 1 else 0 end as incoming,
           cast(0 as bigint) as lines, -posting.amount as booked
    from ledger.ledger_account account
    join ledger.posting on posting.dedicated_account_id = account.dedicated_account_id and posting.ledger_account_id = account.id
    join ledger.entry
        on entry.dedicated_account_id = posting.dedicated_account_id
       and entry.fiscal_year = posting.fiscal_year and entry.number = posting.number
    where account.dedicated_account_id = @account and entry.document_kind = 4 /* DocumentKind.StatementLine */
      and account.code in ('2102' /* ChartOfAccounts.UnidentifiedReceipts */, '1113' /* ChartOfAccounts.UnidentifiedDebits */)
) compared
group by compared.incoming
having sum(compared.lines) <> sum(compared.booked)
order by compared.incoming
-- failure: What the entries moved on the bank account is not what its booked statement lines say
select compared.bank_account_id, sum(compared.booked) as booked, sum(compared.lines) as lines
from (
    select bank.id as bank_account_id, posting.amount as booked, cast(0 as bigint) as lines
    from ledger.bank_account bank
    join ledger.ledger_account account on account.dedicated_account_id = bank.dedicated_account_id and account.code = bank.ledger_account
    join ledger.posting on posting.dedicated_account_id = account.dedicated_account_id and posting.ledger_account_id = account.id
    join ledger.entry
        on entry.dedicated_account_id = posting.dedicated_account_id
       and entry.fiscal_year = posting.fiscal_year and entry.number = posting.number
    -- Opening balances need no bank line. What is booked by hand needs one, and has none.
    where bank.dedicated_account_id = @account
      and (entry.document_kind between 1 /* DocumentKind.Contribution */ and 4 /* DocumentKind.StatementLine */
           or ((entry.document_kind is null or entry.document_kind <> 6 /* DocumentKind.Opening */)
               and not exists (
                    select 1 from ledger.manual_voucher opening
                    where opening.dedicated_account_id = entry.dedicated_account_id and opening.id = entry.document_id
                      and entry.document_kind = 5 /* DocumentKind.ManualVoucher */
                      and opening.purpose = 4 /* ManualVoucherPurpose.Opening */)
               and entry.leaf_index > (
                    select min(event.record_leaf_index) from ledger.audit_event event
                    where event.dedicated_account_id = @account and event.code = 'ManualVouchersNeedTwoPeople')))
    union all
    select line.bank_account_id, cast(0 as bigint) as booked, line.amount as lines
    from ledger.statement_line line
    where line.dedicated_account_id = @account and line.state <> 1 /* StatementLineState.New */
) compared
group by compared.bank_account_id
having sum(compared.booked) <> sum(compared.lines)
order by compared.bank_account_id
-- failure: The bank's first statement does not begin with the opening balance in the books
select bank.id as bank_account_id, coalesce(opened.amount, 0) as booked, statement.opening as stated,
       coalesce(opened.amount, 0) - statement.opening as difference
from ledger.bank_account bank
join ledger.bank_statement statement
    on statement.dedicated_account_id = bank.dedicated_account_id and statement.bank_account_id = bank.id
left join (
    select account.code, sum(posting.amount) as amount
    from ledger.manual_voucher opening
    join ledger.entry
        on entry.dedicated_account_id = opening.dedicated_account_id
       and entry.document_kind = 5 /* DocumentKind.ManualVoucher */ and entry.document_id = opening.id
    join ledger.posting
        on posting.dedicated_account_id = entry.dedicated_account_id
       and posting.fiscal_year = entry.fiscal_year and posting.number = entry.number
    join ledger.ledger_account account
        on account.dedicated_account_id = posting.dedicated_account_id and account.id = posting.ledger_account_id
    where opening.dedicated_account_id = @account and opening.purpose = 4 /* ManualVoucherPurpose.Opening */
    group by account.code
) opened on opened.code = bank.ledger_account
where bank.dedicated_account_id = @account and coalesce(opened.amount, 0) <> statement.opening
  -- Books that were opened by nobody begin with the bank's first statement, whatever it says.
  and exists (
        select 1 from ledger.manual_voucher opening
        where opening.dedicated_account_id = @account and opening.purpose = 4 /* ManualVoucherPurpose.Opening */
          and opening.state = 3 /* ManualVoucherState.Posted */)
  and not exists (
        select 1 from ledger.bank_statement earlier
        where earlier.dedicated_account_id = statement.dedicated_account_id
          and earlier.bank_account_id = statement.bank_account_id
          and (earlier.from_date < statement.from_date
               or (earlier.from_date = statement.from_date and earlier.id < statement.id)))
order by bank.id
-- failure: The bank account has no ledger account
select bank.id as bank_account_id
from ledger.bank_account bank
where bank.dedicated_account_id = @account
  and not exists (
        select 1 from ledger.ledger_account account
        where account.dedicated_account_id = bank.dedicated_account_id and account.code = bank.ledger_account)
