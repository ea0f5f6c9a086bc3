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
group by line.id, line.entry_fiscal_year, line.entry_number, line.amount
having coalesce(sum(posting.amount), 0) <> line.amount
order by line.id
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
-- failure: The bank account has no ledger account
select bank.id as bank_account_id
from ledger.bank_account bank
where bank.dedicated_account_id = @account
  and not exists (
        select 1 from ledger.ledger_account account
        where account.dedicated_account_id = bank.dedicated_account_id and account.code = bank.ledger_account)
