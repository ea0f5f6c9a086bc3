using System.Globalization;
using FundLedger.Domain;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Workflow;
using FundLedger.IntegrationTests.Database;
using FundLedger.IntegrationTests.Evidence;
using FundLedger.IntegrationTests.Reports;
using FundLedger.Reports.Checks;
using FundLedger.Reports.Evidence;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Disbursements;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.IntegrationTests.Disbursements;

/// <summary>
/// The books of the whole cycle, in which somebody tries to send an approved payment elsewhere: an encumbered case and a released
/// one, the people to pay them, and what the checks and the second verifier say.
/// </summary>
internal sealed class Redirect : IAsyncDisposable
{
    public const string ThiefsAccount = "66666666666666";

    private readonly WholeCycleFixture cycle = new();

    private Redirect()
    {
    }

    public TestDatabase Database => cycle.Database;

    public Books Books => cycle.Cycle.Books;

    /// <summary>A person who may pay and has had no part in any case.</summary>
    public Actor Payer { get; private set; } = null!;

    public long Encumbered { get; private set; }

    public long Released { get; private set; }

    private AuthorizedLedger Ledger =>
        new(Books.Writer, new ServedAccount(Books.AccountId, "test", "測試專戶", "Test account", Currency.Twd));

    public static async Task<Redirect> Begin()
    {
        var redirect = new Redirect();
        await redirect.cycle.InitializeAsync();
        redirect.Payer = await redirect.Books.AddPerson("payer");
        redirect.Encumbered = await redirect.First(DisbursementState.Encumbered);
        redirect.Released = await redirect.First(DisbursementState.Released);
        return redirect;
    }

    public async ValueTask DisposeAsync() => await cycle.DisposeAsync();

    /// <summary>Who authorized the encumbered case.</summary>
    public async Task<Actor> Authorizer()
    {
        await using var db = Books.Read();
        var id = await db.WorkflowDuties.Where(held => held.DocumentId == Encumbered && held.Duty == Duty.Authorizer)
            .Select(held => held.PersonId).SingleAsync();
        return Payer with { PersonId = id, Name = "authorizer" };
    }

    public async Task<string> CodeOf(long disbursement)
    {
        await using var db = Books.Read();
        return (await db.Disbursements.SingleAsync(row => row.Id == disbursement)).PublicCode;
    }

    public Task<long> AccountOf(long disbursement) =>
        Database.Ask<long>(Database.Administrator, $"SELECT payee_bank_account_id FROM ledger.disbursement WHERE id = {disbursement}");

    /// <summary>A later bank account of the same payee, with the number of the thief's; gives the statement.</summary>
    public static string NewAccount(long id) => string.Create(CultureInfo.InvariantCulture, $"""
        INSERT INTO ledger.payee_bank_account (dedicated_account_id, id, party_id, bank_code, account_number, holder, edited_by, edited_at)
        SELECT dedicated_account_id, {id}, party_id, bank_code, '{ThiefsAccount}', holder, edited_by, edited_at
        FROM ledger.payee_bank_account WHERE id = (SELECT MIN(id) FROM ledger.payee_bank_account)
        """);

    public static string PointAt(long account, params long[] disbursements) =>
        $"UPDATE ledger.disbursement SET payee_bank_account_id = {account} WHERE id IN ({string.Join(", ", disbursements)})";

    /// <summary>As the owner, with every guard off for the transaction.</summary>
    public Task<int> AsOwner(string statement) =>
        Database.Execute(Database.Connections.Migrations, $"{Database.GuardsOff} {statement}; {Database.GuardsOn}");

    public async Task<Result<string>> Step(long disbursement, DisbursementTrigger trigger, Actor actor) =>
        await new AdvanceDisbursement(Ledger).Run(
            new DisbursementStepRequest(Books.Unique("step"), await CodeOf(disbursement), trigger, null, "because"), actor,
            CancellationToken.None);

    public async Task<Result<string>> Pay(long disbursement) => await new ExportPaymentFile(Ledger).Run(
        new PaymentFileRequest(Books.Unique("pay"), "MAIN", [await CodeOf(disbursement)]), Payer, CancellationToken.None);

    /// <summary>The failures of a check, by the read login.</summary>
    public async Task<IReadOnlyList<string>> Failures(string check) =>
        (await new LedgerChecks(cycle.Reporting).Run(check, Books.AccountId, CancellationToken.None)).Failures;

    /// <summary>What the second verifier says of the package, as it is or changed on its way.</summary>
    public async Task<NodeVerifier> VerifyPackage(Func<string, string>? changed = null)
    {
        var file = Path.GetTempFileName();
        await using (var output = File.Create(file))
        {
            await new LedgerPackage(cycle.Reporting).Write(
                Books.AccountId, [cycle.Key], Instant.FromUtc(2026, 7, 1, 0, 0), output, null, CancellationToken.None);
        }

        if (changed is not null) await File.WriteAllTextAsync(file, changed(await File.ReadAllTextAsync(file)));
        var verified = await NodeVerifier.Run(file, "--json");
        File.Delete(file);
        return verified;
    }

    private async Task<long> First(DisbursementState state)
    {
        await using var db = Books.Read();
        return await db.Disbursements.Where(row => row.State == state).Select(row => row.Id).MinAsync();
    }
}
