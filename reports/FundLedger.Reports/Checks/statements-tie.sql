-- examined
select cast(count(*) as bigint) from ledger.bank_statement where dedicated_account_id = @account
-- failure: Opening and lines do not make the closing balance
select statement.id as statement_id, statement.bank_account_id, statement.opening, statement.closing,
       coalesce(own.amount, 0) as lines, coalesce(dated.amount, 0) as lines_of_its_dates
from ledger.bank_statement statement
left join (
    select statement_id, sum(amount) as amount
    from ledger.statement_line
    where dedicated_account_id = @account
    group by statement_id
) own on own.statement_id = statement.id
left join (
    select inside.id as statement_id, sum(line.amount) as amount
    from ledger.bank_statement inside
    join ledger.statement_line line
        on line.dedicated_account_id = inside.dedicated_account_id and line.bank_account_id = inside.bank_account_id
       and line.booking_date between inside.from_date and inside.to_date
    where inside.dedicated_account_id = @account
    group by inside.id
) dated on dated.statement_id = statement.id
where statement.dedicated_account_id = @account
  -- A line that an earlier, overlapping statement brought belongs to that one; then its dates say it.
  and statement.opening + coalesce(own.amount, 0) <> statement.closing
  and statement.opening + coalesce(dated.amount, 0) <> statement.closing
order by statement.id
-- failure: The statement does not begin where the one before ended
select following.id as statement_id, following.bank_account_id, following.previous_closing, following.opening
from (
    select id, bank_account_id, opening, from_date,
           lag(closing) over (partition by bank_account_id order by to_date, from_date, id) as previous_closing,
           lag(to_date) over (partition by bank_account_id order by to_date, from_date, id) as previous_to
    from ledger.bank_statement
    where dedicated_account_id = @account
) following
where following.from_date > following.previous_to and following.opening <> following.previous_closing
order by following.id
-- failure: All lines together do not lead from the first opening to the last closing balance
select ends.bank_account_id, ends.first_opening, coalesce(lines.amount, 0) as lines, ends.last_closing
from (
    select statement.bank_account_id,
           first_value(statement.opening) over (partition by statement.bank_account_id order by statement.from_date, statement.id
                rows between unbounded preceding and unbounded following) as first_opening,
           first_value(statement.closing) over (partition by statement.bank_account_id
                order by statement.to_date desc, statement.from_date desc, statement.id desc
                rows between unbounded preceding and unbounded following) as last_closing,
           row_number() over (partition by statement.bank_account_id order by statement.id) as place
    from ledger.bank_statement statement
    where statement.dedicated_account_id = @account
) ends
left join (
    select bank_account_id, sum(amount) as amount
    from ledger.statement_line
    where dedicated_account_id = @account
    group by bank_account_id
) lines on lines.bank_account_id = ends.bank_account_id
where ends.place = 1 and ends.first_opening + coalesce(lines.amount, 0) <> ends.last_closing
order by ends.bank_account_id
-- failure: The line belongs to no statement
select line.id as line_id
from ledger.statement_line line
left join ledger.bank_statement statement on statement.dedicated_account_id = line.dedicated_account_id and statement.id = line.statement_id
where line.dedicated_account_id = @account and (statement.id is null or statement.bank_account_id <> line.bank_account_id)
order by line.id
