-- What the steps of a donation are about, by the names that Donation.Subject gives.
select donation.id as document_id, donation.donor_party_id, donation.credited_party_id, donation.publicity, donation.purpose,
       donation.conditions, donation.foreign_currency, donation.amount,
       part.line, part.instalment as "line.instalment", part.due_on as "line.due_on", part.fund_id as "line.fund_id",
       part.amount as "line.amount", part.basis_points as "line.basis_points"
from ledger.donation
left join ledger.donation_line part
    on part.dedicated_account_id = donation.dedicated_account_id and part.donation_id = donation.id
where donation.dedicated_account_id = @account and donation.id >= @first and donation.id < @before
order by donation.id, part.line
