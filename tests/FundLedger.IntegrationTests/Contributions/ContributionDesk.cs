using System.Text;
using FundLedger.Data.Model;
using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Contributions;
using FundLedger.UseCases.MasterData;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.Contributions;

/// <summary>Books with three funds of gifts and a donor, and whoever imports files of gifts into them.</summary>
internal sealed class ContributionDesk
{
    public const string Header = "reference,donor,amount,split,pledged_on,description";
    public const string Donor = "00000108";

    private ContributionDesk(Database.Books books)
    {
        Books = books;
        var account = new ServedAccount(books.AccountId, "T", "測試", "Test", Currency.Twd);
        var ledger = new AuthorizedLedger(books.Writer, account);
        Import = new ImportContributions(ledger, new AuthorizedReader(books.Database.ReaderOf(account.Id), ledger), account, books.Clock);
    }

    public Database.Books Books { get; }

    public ImportContributions Import { get; }

    public static async Task<ContributionDesk> Open(TestDatabase database)
    {
        var books = await Database.Books.Open(database);
        await books.Write<bool>(session =>
        {
            foreach (var code in new[] { "A", "B", "C" }) session.AddFund(code, code, code, SourceKind.Donation);
            session.AddFund("CEN", "中央", "Central", SourceKind.CentralAllocation, 2026);
            foreach (var (name, number) in new[] { ("晨霧精密", Donor), ("另一家", "00000116") })
            {
                session.Db.Parties.Add(new Party
                {
                    DedicatedAccountId = session.AccountId,
                    Id = session.NewId(),
                    PublicCode = PublicCode.New(),
                    Kind = PartyKind.Company,
                    Name = name,
                    UnifiedBusinessNumber = number,
                    Fictional = true,
                });
            }

            return Task.FromResult<Result<bool>>(true);
        });
        return new ContributionDesk(books);
    }

    /// <summary>The rows of a CSV file below the usual header.</summary>
    public static IReadOnlyList<GivenRow> Rows(params string[] lines) => MasterDataTable.Read(
        ContributionColumns.All, Encoding.UTF8.GetBytes(string.Join("\r\n", [Header, .. lines])), "gifts.csv").Value;

    public async Task<ContributionImportReport> Run(IReadOnlyList<GivenRow> rows, Actor? actor = null, bool validRowsOnly = false) =>
        (await Import.Run(new ContributionImport(rows, validRowsOnly), actor ?? Books.Officer, null, default)).Value;

    public Task<Result<ContributionImportReport>> Try(ContributionImport request, Actor? actor = null) =>
        Import.Run(request, actor ?? Books.Officer, null, default);

    /// <summary>The one refusal of a single row: its column and its code.</summary>
    public async Task<(string? Column, string Code)> Refused(string line)
    {
        var refusal = (await Run(Rows(line))).Rows.Rows.SelectMany(row => row.Refusals).Should().ContainSingle().Which;
        return (refusal.Column, refusal.Refusal.Code);
    }

    /// <summary>What is booked, by reference.</summary>
    public async Task<IReadOnlyList<Contribution>> Booked()
    {
        await using var db = Books.Read();
        return await db.Contributions.Include(row => row.Shares).AsNoTracking()
            .Where(row => row.DedicatedAccountId == Books.AccountId).OrderBy(row => row.SourceReference).ToListAsync();
    }

    public Task<IReadOnlyList<string>> FailedChecks() => Books.Database.FailedChecks(Books.AccountId);
}
