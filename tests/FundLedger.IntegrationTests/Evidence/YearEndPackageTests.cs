using FundLedger.Data.Writing;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Ledger.TamperEvidence;
using FundLedger.IntegrationTests.Database;
using FundLedger.Reports.Evidence;
using NodaTime;

namespace FundLedger.IntegrationTests.Evidence;

/// <summary>The second verifier on a closed year, a correction of it and a voucher with an approver.</summary>
public sealed class YearEndPackageTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    private static readonly LocalDate LastDay = new(2025, 12, 31);

    [Fact]
    public async Task Verify_OfAClosedYearAndItsCorrection_HoldsAndNamesWhoeverChangesTheApprover()
    {
        using var key = CheckpointKey.Create();
        var books = await Books.Open(fixture.Database);
        var fund = await books.AddFund();
        await books.BookGift(fund, 100, LastDay);
        var fee = (await books.Post(Drafts.Fee(fund, 30, LastDay))).Value;
        await books.CloseYear(2025);
        var approver = await books.AddPerson("approver");
        var approved = (await books.Post(Drafts.Fee(fund, 1, books.Today) with
        {
            ApproverId = approver.PersonId,
        })).Value;
        (await books.Correct(fee)).IsRefused.Should().BeFalse();
        (await new LogSealer(fixture.Database.Factory, books.Clock).Sign(books.AccountId, key)).IsRefused.Should().BeFalse();

        var file = Path.GetTempFileName();
        await using (var output = File.Create(file))
        {
            (await new LedgerPackage(fixture.Database.Reporting)
                .Write(books.AccountId, [key.Public], books.Clock.GetCurrentInstant(), output, null, CancellationToken.None))
                .IsRefused.Should().BeFalse();
        }

        (await NodeVerifier.Run(file, "--json")).Findings().Should().BeEmpty();
        var package = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, package.Replace(
            FormattableString.Invariant($"\"approver\":{approver.PersonId}"), "\"approver\":null", StringComparison.Ordinal));
        (await NodeVerifier.Run(file, "--json")).Findings().Should().Contain(finding => finding.Contains($"entry {approved}"));
        File.Delete(file);
    }
}
