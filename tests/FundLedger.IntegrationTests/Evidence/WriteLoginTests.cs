using System.Data.Common;
using FundLedger.IntegrationTests.Reports;
using FundLedger.Reports.Checks;

namespace FundLedger.IntegrationTests.Evidence;

/// <summary>
/// What whoever holds the application's own login can do behind its back: what a state does not change is refused by the
/// database, and what is not refused is named by the checks.
/// </summary>
public sealed class WriteLoginTests(WholeCycleFixture fixture) : IClassFixture<WholeCycleFixture>
{
    [Theory]
    [InlineData("update ledger.disbursement set payee_bank_account_id = payee_bank_account_id + 1")]
    [InlineData("update ledger.disbursement set fund_id = fund_id + 1")]
    [InlineData("update ledger.disbursement set venture_id = venture_id + 1")]
    [InlineData("update ledger.disbursement set purpose = 'another'")]
    [InlineData("update ledger.disbursement set amount = amount + 1")]
    [InlineData("update ledger.payee_bank_account set account_number = '66666666666666'")]
    [InlineData("update ledger.payment_file set content = sha256('x'), sha256 = sha256('x')")]
    [InlineData("update ledger.payment_order set amount = 1")]
    [InlineData("update ledger.contribution set payer_party_id = payer_party_id + 1")]
    [InlineData("update ledger.contribution set amount = 1")]
    [InlineData("update ledger.fund set designation = 0, designation_id = null")]
    [InlineData("update ledger.statement_line set amount = 1")]
    [InlineData("update ledger.statement_line set description = 'another'")]
    [InlineData("update ledger.return_agreement set share_basis_points = 1")]
    [InlineData("update ledger.programme_budget set amount = 100 * amount")]
    [InlineData("update ledger.role_holding set valid_from = '2020-01-01'")]
    [InlineData("update ledger.role_holding set person_id = person_id + 1")]
    [InlineData("update ledger.access_change set role = 'cashier'")]
    [InlineData("update ledger.membership set added_by = added_by + 1")]
    [InlineData("update ledger.party set kind = 2")]
    [InlineData("update ledger.fund set source = 5")]
    [InlineData("update ledger.venture set district_id = null")]
    [InlineData("update ledger.venture set operator_party_id = null where operator_party_id is not null")]
    [InlineData("update ledger.bank_account set ledger_account = '1101.09'")]
    [InlineData("update ledger.district set code = 'ANOTHER'")]
    [InlineData("update ledger.programme set code = 'ANOTHER'")]
    [InlineData("update ledger.party set unified_business_number = null")]
    [InlineData("update ledger.venture set operator_party_id = operator_party_id + 1")]
    [InlineData("update ledger.person set display_name = 'another'")]
    [InlineData("update ledger.person set record_account_id = record_account_id")]
    [InlineData("update ledger.bank_account set account_number = '1'")]
    [InlineData("update ledger.workflow_step set person_id = 1")]
    public async Task Update_OfWhatNoStateChanges_IsRefused(string statement)
    {
        var bend = () => fixture.Database.Execute(fixture.Database.Connections.Ledger, statement);

        await bend.Should().ThrowAsync<DbException>();
    }

    [Theory]
    [InlineData("update ledger.statement_line set state = 4 where id = (select min(id) from ledger.statement_line)", "statement_line/")]
    [InlineData(
        "update ledger.role_holding set valid_to = '2020-01-01' where id = (select min(id) from ledger.role_holding)", "role_holding/")]
    [InlineData("update ledger.membership set disabled_at = null", "membership/")]
    [InlineData("update ledger.party set name = 'another' where id = (select min(id) from ledger.party)", "party/")]
    [InlineData("update ledger.fund set name_zh = 'another' where id = (select min(id) from ledger.fund)", "fund/")]
    [InlineData("update ledger.bank_account set name = 'another' where id = (select min(id) from ledger.bank_account)", "bank_account/")]
    [InlineData("update ledger.expected_return set revenue = revenue + 1 where revenue is not null", "expected_return/")]
    [InlineData(
        "insert into ledger.role_holding (dedicated_account_id, id, person_id, role, valid_from) "
        + "select dedicated_account_id, 900001, min(person_id), 'Auditor', '2020-01-01' from ledger.workflow_step "
        + "group by dedicated_account_id",
        "role_holding/900001")]
    [InlineData(
        "insert into ledger.payee_bank_account "
        + "(dedicated_account_id, id, party_id, bank_code, account_number, holder, edited_by, edited_at) "
        + "select dedicated_account_id, 900002, party_id, bank_code, '66666666666666', holder, edited_by, edited_at "
        + "from ledger.payee_bank_account where id = (select min(id) from ledger.payee_bank_account)", "payee_bank_account/900002")]
    public async Task Change_ThatTheLoginMayMake_IsNamed(string statement, string row)
    {
        await using var connection = await fixture.Database.Open(fixture.Database.Connections.Ledger);
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (statement, transaction);
        (await command.ExecuteNonQueryAsync()).Should().BePositive();

        var snapshot = new FundLedger.Reports.Snapshot(
            connection, transaction, fixture.Database.Connections.Engine.Name, CancellationToken.None);
        var result = await LedgerChecks.Run(snapshot, "records", fixture.Cycle.Books.AccountId, CancellationToken.None);

        result.Failures.Should().Contain(failure => failure.Contains(row));
    }
}
