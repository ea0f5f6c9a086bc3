using System.Data.Common;
using System.Globalization;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Workflow;
using FundLedger.IntegrationTests.Database;
using FundLedger.Reports.Checks;

namespace FundLedger.IntegrationTests.Ledger;

/// <summary>What the database itself holds about steps and duties, for whoever writes SQL by hand with the application's rights.</summary>
public sealed class WorkflowGuardTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    private readonly Books books = fixture.Books;
    private readonly TestDatabase database = fixture.Database;

    [Fact]
    public async Task Insert_SecondDutyOfOnePerson_IsRefused()
    {
        var fund = await books.AddFundHolding(100);
        var requester = await books.AddPerson("requester");
        var code = await books.DraftDisbursement(fund, 50);
        (await books.Move(code, DisbursementTrigger.Submit, requester)).IsRefused.Should().BeFalse();
        var id = await Disbursement(code);

        await Refused(null, InsertDuty(id, requester.PersonId, Duty.Certifier));
        await Refused(null, InsertStep(id, DisbursementTrigger.Certify, 2, 3, Duty.Certifier));
    }

    [Fact]
    public async Task Insert_StepOfNobodysDuty_IsRefusedUnlessTheTableGivesItToTheSystem()
    {
        var fund = await books.AddFundHolding(100);
        var code = await books.DraftDisbursement(fund, 50);
        (await books.Move(code, DisbursementTrigger.Submit, await books.AddPerson("requester"))).IsRefused.Should().BeFalse();
        var id = await Disbursement(code);

        await Refused("must be one of the system's", InsertStep(id, DisbursementTrigger.Authorize, 3, 5, null));
        await Refused("must be one of the system's", InsertStep(id, DisbursementTrigger.Certify, 2, 3, null));
    }

    [Fact]
    public async Task Authorization_OfNobodysDutyForcedIn_IsNamedByTheChecks()
    {
        var fund = await books.AddFundHolding(100);
        var code = await books.DraftDisbursement(fund, 50);
        (await books.Move(code, DisbursementTrigger.Submit, await books.AddPerson("requester"))).IsRefused.Should().BeFalse();
        (await books.Move(code, DisbursementTrigger.Certify, await books.AddPerson("certifier"))).IsRefused.Should().BeFalse();
        var id = await Disbursement(code);
        await Refused("must be one of the system's", InsertStep(id, DisbursementTrigger.Authorize, 3, 5, null, sequence: 3));

        await using var connection = await database.Open(database.Administrator);
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) =
            (EngineSql.Current.Damage(InsertStep(id, DisbursementTrigger.Authorize, 3, 5, null, sequence: 3)), transaction);
        (await command.ExecuteNonQueryAsync()).Should().Be(1);

        var snapshot = new FundLedger.Reports.Snapshot(connection, transaction, database.Connections.Engine.Name, CancellationToken.None);
        var result = await LedgerChecks.Run(snapshot, "separation-of-duties", books.AccountId, CancellationToken.None);
        result.Failures.Should().Contain(failure => failure.Contains("another duty than the workflow's")
            && failure.Contains($"disbursement id {id}, step 3, Authorize"));
    }

    [Fact]
    public async Task Insert_StepOrDutyOfNoDocument_IsRefused()
    {
        var person = await books.AddPerson("requester");

        await Refused("must belong to a document", InsertDuty(999_999, person.PersonId, Duty.Requester));
        await Refused("must belong to a document", string.Create(CultureInfo.InvariantCulture, $"""
            INSERT INTO ledger.workflow_duty (dedicated_account_id, document_kind, document_id, person_id, duty)
            VALUES ({books.AccountId}, 8, 1, {person.PersonId}, 1)
            """));
    }

    private Task<long> Disbursement(string code) => database.Ask<long>(
        database.Connections.Ledger,
            $"SELECT id FROM ledger.disbursement WHERE dedicated_account_id = {books.AccountId} AND public_code = '{code}'");

    private string InsertDuty(long disbursement, long person, Duty duty) => string.Create(CultureInfo.InvariantCulture, $"""
        INSERT INTO ledger.workflow_duty (dedicated_account_id, document_kind, document_id, person_id, duty)
        VALUES ({books.AccountId}, {(int)DocumentKind.Disbursement}, {disbursement}, {person}, {(int)duty})
        """);

    /// <summary>A second step by the person who took the first.</summary>
    private string InsertStep(long disbursement, DisbursementTrigger trigger, int from, int to, Duty? duty, int sequence = 2) =>
        string.Create(CultureInfo.InvariantCulture, $"""
            INSERT INTO ledger.workflow_step (dedicated_account_id, document_kind, document_id, sequence, "trigger", from_state, to_state,
                person_id, duty, reason_commitment, recorded_at, leaf_index)
            SELECT dedicated_account_id, document_kind, document_id, {sequence}, {(int)trigger}, {from}, {to},
                person_id, {(duty is { } held ? ((int)held).ToString(CultureInfo.InvariantCulture) : "NULL")},
                reason_commitment, recorded_at, leaf_index
            FROM ledger.workflow_step WHERE dedicated_account_id = {books.AccountId} AND document_id = {disbursement} AND sequence = 1
            """);

    private async Task Refused(string? because, params string[] statements)
    {
        var before = await database.Dump();
        var act = () => database.Execute(database.Connections.Ledger, string.Join(";\n", statements));
        var error = (await act.Should().ThrowAsync<DbException>()).Which;
        if (because is not null) error.Message.Should().Contain(because);
        // A violated constraint or a right that is missing, not a misspelt statement; SQL Server gives no such state.
        if (error.SqlState is { } state) state.Should().MatchRegex("^(23...|42501)$");
        (await database.Dump()).Should().Equal(before);
    }
}
