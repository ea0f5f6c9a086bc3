-- examined
select cast(count(*) as bigint) from ledger.entry
where dedicated_account_id = @account
  and (document_kind is null or document_kind in (5 /* DocumentKind.ManualVoucher */, 6 /* DocumentKind.Opening */))
-- failure: The books do not say since when vouchers need two people
select account.id as dedicated_account_id from ledger.dedicated_account account
where account.id = @account and not exists (
        select 1 from ledger.audit_event event
        where event.dedicated_account_id = @account and event.code = 'ManualVouchersNeedTwoPeople')
-- failure: The entry belongs to no document
select fiscal_year, number from ledger.entry
where dedicated_account_id = @account and document_kind is null
  and leaf_index > (
        select min(event.record_leaf_index) from ledger.audit_event event
        where event.dedicated_account_id = @account and event.code = 'ManualVouchersNeedTwoPeople')
order by fiscal_year, number
-- failure: The entry was written by hand, and no approved manual voucher asks for it
select entry.fiscal_year, entry.number, entry.document_id as voucher_id
from ledger.entry
left join ledger.manual_voucher voucher
    on voucher.dedicated_account_id = entry.dedicated_account_id and voucher.state = 3 /* ManualVoucherState.Posted */
   and voucher.entry_fiscal_year = entry.fiscal_year and voucher.entry_number = entry.number
where entry.dedicated_account_id = @account and entry.document_kind = 5 /* DocumentKind.ManualVoucher */
  and entry.leaf_index > (
        select min(event.record_leaf_index) from ledger.audit_event event
        where event.dedicated_account_id = @account and event.code = 'ManualVouchersNeedTwoPeople')
  and (voucher.id is null
       or (entry.reverses_number is null
           and (voucher.purpose not in (1 /* ManualVoucherPurpose.Post */, 4 /* ManualVoucherPurpose.Opening */)
                or voucher.id <> entry.document_id))
       or (entry.reverses_number is not null
           and (coalesce(voucher.original_fiscal_year, 0) <> entry.reverses_fiscal_year
                or coalesce(voucher.original_number, 0) <> entry.reverses_number)))
order by entry.fiscal_year, entry.number
-- failure: The entry written by hand moves an account that moves only by documents
select posting.fiscal_year, posting.number, posting.line, account.code, posting.amount
from ledger.entry
join ledger.posting
    on posting.dedicated_account_id = entry.dedicated_account_id
   and posting.fiscal_year = entry.fiscal_year and posting.number = entry.number
join ledger.ledger_account account
    on account.dedicated_account_id = posting.dedicated_account_id and account.id = posting.ledger_account_id
where entry.dedicated_account_id = @account and entry.document_kind = 5 /* DocumentKind.ManualVoucher */
  and entry.leaf_index > (
        select min(event.record_leaf_index) from ledger.audit_event event
        where event.dedicated_account_id = @account and event.code = 'ManualVouchersNeedTwoPeople')
  and not exists (
        select 1 from ledger.manual_voucher opening
        where opening.dedicated_account_id = entry.dedicated_account_id and opening.id = entry.document_id
          and opening.purpose = 4 /* ManualVoucherPurpose.Opening */)
  and (account.code like '1101.%' /* ChartOfAccounts.CashAtBank */ or account.code in (
        '1111' /* ChartOfAccounts.PaymentsInTransit */, '1112' /* ChartOfAccounts.ChequesAndCash */,
        '1113' /* ChartOfAccounts.UnidentifiedDebits */, '1211' /* ChartOfAccounts.GrantAdvances */,
        '1301' /* ChartOfAccounts.LoansToVentures */, '1302' /* ChartOfAccounts.EquityInterests */,
        '1303' /* ChartOfAccounts.IncomeShareInterests */, '2101' /* ChartOfAccounts.DisbursementsPayable */,
        '2102' /* ChartOfAccounts.UnidentifiedReceipts */, '2103' /* ChartOfAccounts.RefundsPayable */,
        '2201' /* ChartOfAccounts.InvestorCapital */, '2202' /* ChartOfAccounts.InvestorDistributionsPayable */,
        '2301' /* ChartOfAccounts.AgencyFunds */, '4101' /* ChartOfAccounts.Donations */,
        '4102' /* ChartOfAccounts.CentralAllocations */, '4103' /* ChartOfAccounts.LocalMatching */,
        '4901' /* ChartOfAccounts.TransfersIn */, '5101' /* ChartOfAccounts.Grants */, '5102' /* ChartOfAccounts.UniversityGrants */,
        '5901' /* ChartOfAccounts.TransfersOut */, '9101' /* ChartOfAccounts.Encumbrances */,
        '9102' /* ChartOfAccounts.ReserveForEncumbrances */))
order by posting.fiscal_year, posting.number, posting.line
-- failure: The entry written by hand names other people than its voucher's preparer and approver
select entry.fiscal_year, entry.number, entry.actor_id, entry.approver_id, voucher.prepared_by, step.person_id as approved_by
from ledger.manual_voucher voucher
join ledger.entry
    on entry.dedicated_account_id = voucher.dedicated_account_id and entry.fiscal_year = voucher.entry_fiscal_year
   and entry.number = voucher.entry_number
left join ledger.workflow_step step
    on step.dedicated_account_id = voucher.dedicated_account_id and step.document_kind = 5 /* DocumentKind.ManualVoucher */
   and step.document_id = voucher.id and step."trigger" = 2 /* ManualVoucherTrigger.Approve */
where voucher.dedicated_account_id = @account
  and (entry.actor_id <> voucher.prepared_by or coalesce(entry.approver_id, 0) <> coalesce(step.person_id, -1)
       or coalesce(entry.approver_id, 0) = entry.actor_id)
order by entry.fiscal_year, entry.number
-- failure: The voucher was prepared by another person than the one whose duty it was
select voucher.id as voucher_id, voucher.prepared_by
from ledger.manual_voucher voucher
where voucher.dedicated_account_id = @account
  and not exists (
        select 1 from ledger.workflow_duty held
        where held.dedicated_account_id = voucher.dedicated_account_id and held.document_kind = 5 /* DocumentKind.ManualVoucher */
          and held.document_id = voucher.id and held.person_id = voucher.prepared_by and held.duty = 10 /* Duty.Preparer */)
order by voucher.id
-- failure: The approved voucher has no entry, or one that is not approved has one
select voucher.id as voucher_id, voucher.state, voucher.entry_fiscal_year as fiscal_year, voucher.entry_number as number
from ledger.manual_voucher voucher
left join ledger.entry
    on entry.dedicated_account_id = voucher.dedicated_account_id and entry.fiscal_year = voucher.entry_fiscal_year
   and entry.number = voucher.entry_number
where voucher.dedicated_account_id = @account
  and ((voucher.state = 3 /* ManualVoucherState.Posted */ and entry.number is null)
       or (voucher.state <> 3 /* ManualVoucherState.Posted */ and voucher.entry_number is not null))
order by voucher.id
-- failure: The postings are not the voucher's lines
select voucher.id as voucher_id, voucher.entry_fiscal_year as fiscal_year, voucher.entry_number as number, compared.line
from ledger.manual_voucher voucher
join (
    select asked.voucher_id, asked.line
    from ledger.manual_voucher_line asked
    join ledger.manual_voucher of_line
        on of_line.dedicated_account_id = asked.dedicated_account_id and of_line.id = asked.voucher_id
       and of_line.state = 3 /* ManualVoucherState.Posted */
    left join ledger.ledger_account account
        on account.dedicated_account_id = asked.dedicated_account_id and account.code = asked.account
    left join ledger.fund on fund.dedicated_account_id = asked.dedicated_account_id and fund.code = asked.fund
    left join ledger.posting
        on posting.dedicated_account_id = asked.dedicated_account_id and posting.fiscal_year = of_line.entry_fiscal_year
       and posting.number = of_line.entry_number and posting.line = asked.line
       and posting.ledger_account_id = account.id and posting.fund_id = fund.id and posting.amount = asked.amount
       and coalesce(posting.party_id, 0) = coalesce(asked.party_id, 0)
       and coalesce(posting.venture_id, 0) = coalesce(asked.venture_id, 0)
    where asked.dedicated_account_id = @account and posting.line is null
    union all
    select of_line.id as voucher_id, posting.line
    from ledger.manual_voucher of_line
    join ledger.posting
        on posting.dedicated_account_id = of_line.dedicated_account_id and posting.fiscal_year = of_line.entry_fiscal_year
       and posting.number = of_line.entry_number
    left join ledger.manual_voucher_line asked
        on asked.dedicated_account_id = of_line.dedicated_account_id and asked.voucher_id = of_line.id and asked.line = posting.line
    where of_line.dedicated_account_id = @account and of_line.state = 3 /* ManualVoucherState.Posted */ and asked.line is null
) compared on compared.voucher_id = voucher.id
where voucher.dedicated_account_id = @account
order by voucher.id, compared.line
-- failure: An opening balance was booked after the books were in use
select entry.fiscal_year, entry.number
from ledger.entry
left join ledger.manual_voucher opening
    on opening.dedicated_account_id = entry.dedicated_account_id and opening.id = entry.document_id
   and entry.document_kind = 5 /* DocumentKind.ManualVoucher */ and opening.purpose = 4 /* ManualVoucherPurpose.Opening */
where entry.dedicated_account_id = @account
  and (entry.document_kind = 6 /* DocumentKind.Opening */ or opening.id is not null)
  and entry.leaf_index > (
        select min(event.record_leaf_index) from ledger.audit_event event
        where event.dedicated_account_id = @account and event.code = 'ManualVouchersNeedTwoPeople')
  and entry.leaf_index > (
        select min(used.leaf_index) from ledger.entry used
        left join ledger.manual_voucher other
            on other.dedicated_account_id = used.dedicated_account_id and other.id = used.document_id
           and used.document_kind = 5 /* DocumentKind.ManualVoucher */ and other.purpose = 4 /* ManualVoucherPurpose.Opening */
        where used.dedicated_account_id = @account and other.id is null
          and used.document_kind not in (6 /* DocumentKind.Opening */, 7 /* DocumentKind.YearClosing */))
order by entry.fiscal_year, entry.number
-- failure: The opening moves an account that carries no balance into a year
select posting.fiscal_year, posting.number, posting.line, account.code, posting.amount
from ledger.manual_voucher opening
join ledger.entry
    on entry.dedicated_account_id = opening.dedicated_account_id and entry.fiscal_year = opening.entry_fiscal_year
   and entry.number = opening.entry_number
join ledger.posting
    on posting.dedicated_account_id = entry.dedicated_account_id
   and posting.fiscal_year = entry.fiscal_year and posting.number = entry.number
join ledger.ledger_account account
    on account.dedicated_account_id = posting.dedicated_account_id and account.id = posting.ledger_account_id
where opening.dedicated_account_id = @account and opening.purpose = 4 /* ManualVoucherPurpose.Opening */
  and account.type not in (1 /* AccountType.Asset */, 2 /* AccountType.Liability */, 3 /* AccountType.NetAssets */)
order by posting.fiscal_year, posting.number, posting.line
