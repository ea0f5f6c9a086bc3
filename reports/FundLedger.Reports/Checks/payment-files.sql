-- Every payment file with its orders in the order in which they were given, and with what it is written from: our bank account, the
-- payee's account that the case names, the day on which the entry took the money to the bank. What the bank gave back may be ordered
-- again: a case's first order goes with the first such entry, its second with the second.
select payment_file.id, payment_file.public_code, payment_file.created_at, payment_file.content, payment_file.sha256,
       bank.bank_code, bank.account_number,
       payment.payment_reference, payment.amount, payee.holder, payee.bank_code as payee_bank_code,
       payee.account_number as payee_account_number, disbursement.purpose, sent.sent_on
from ledger.payment_file
left join ledger.bank_account bank
    on bank.dedicated_account_id = payment_file.dedicated_account_id and bank.id = payment_file.bank_account_id
left join (
    select dedicated_account_id, id, payment_file_id, disbursement_id, payment_reference, amount,
           row_number() over (partition by disbursement_id order by id) as attempt
    from ledger.payment_order
    where dedicated_account_id = @account
) payment
    on payment.dedicated_account_id = payment_file.dedicated_account_id and payment.payment_file_id = payment_file.id
left join ledger.disbursement
    on disbursement.dedicated_account_id = payment.dedicated_account_id and disbursement.id = payment.disbursement_id
left join ledger.payee_bank_account payee
    on payee.dedicated_account_id = disbursement.dedicated_account_id and payee.id = disbursement.payee_bank_account_id
left join (
    select entry.document_id, min(entry.booking_date) as sent_on,
           row_number() over (partition by entry.document_id order by entry.fiscal_year, entry.number) as attempt
    from ledger.entry
    join ledger.posting
        on posting.dedicated_account_id = entry.dedicated_account_id
       and posting.fiscal_year = entry.fiscal_year and posting.number = entry.number
    join ledger.ledger_account account
        on account.dedicated_account_id = posting.dedicated_account_id and account.id = posting.ledger_account_id
       and (account.code = '1111' /* ChartOfAccounts.PaymentsInTransit */ and posting.amount < 0
            or account.code = '2101' /* ChartOfAccounts.DisbursementsPayable */ and posting.amount > 0)
    where entry.dedicated_account_id = @account and entry.document_kind = 2 /* DocumentKind.Disbursement */
    group by entry.document_id, entry.fiscal_year, entry.number
    having count(distinct account.code) = 2
) sent on sent.document_id = payment.disbursement_id and sent.attempt = payment.attempt
where payment_file.dedicated_account_id = @account
order by payment_file.id, payment.id
