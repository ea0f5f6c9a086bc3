using System.Text;
using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Banking.Statements;
using FundLedger.IntegrationTests.Database;
using FundLedger.Reports.Checks;
using FundLedger.UseCases.Banking;
using FundLedger.UseCases.Banking.Reads;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.Banking;

/// <summary>Files that were once taken wrongly into the books: what is right, and the same kinds in other files.</summary>
public sealed class StatementCaseImportTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    private const long Opening = 3_696_800;
    private const string CaseReference = "RF89R000000002164";

    [Fact]
    public async Task K1_TheSameDaysWithChangedTexts_AddOnlyTheNewDay()
    {
        var desk = await Desk();
        (await Import(desk, "k1-overlap-a.csv")).Value.LinesAdded.Should().Be(2);
        var second = (await Import(desk, "k1-overlap-b.csv")).Value;
        (second.LinesAdded, second.LinesKnown).Should().Be((1, 2));
        await desk.Match();
        (await desk.Balance("1101.01")).Should().Be(3_731_800 - Opening);
        await StatementsTie(desk);
    }

    [Fact]
    public async Task K2_AFileThatBeginsInTheMiddleOfADay_KeepsAnEqualLine()
    {
        var desk = await Desk();
        (await Import(desk, "k2-morning.csv")).Value.LinesAdded.Should().Be(1);
        (await Import(desk, "k2-afternoon.csv")).Value.LinesAdded.Should().Be(2);
        await desk.Match();
        (await desk.Balance("1101.01")).Should().Be(3_698_900 - Opening);
        await StatementsTie(desk);
    }

    [Theory]
    [InlineData("k4-creditor-reference.xml")]
    [InlineData("k5-repeated-86.sta")]
    [InlineData("k5-question-mark.sta")]
    [InlineData("k5-separator-gt.sta")]
    [InlineData("k5-wrapped-time.sta")]
    [InlineData("k10-direction-digits.csv")]
    [InlineData("k10-fuzhu.csv")]
    [InlineData("k15-long-remittance.xml")]
    public async Task K4_K5_K10_K15_OurReference_IsMatched(string file)
    {
        var desk = await Desk();
        var gift = await desk.Promise(await desk.Books.AddFund(), 105_600);
        var text = Encoding.UTF8.GetString(StatementCases.Bytes(file));
        // In one file the reference is wrapped between two sub-fields.
        text = text.Replace(CaseReference, gift.PaymentReference, StringComparison.Ordinal)
            .Replace("RF89R0000>2100002164", gift.PaymentReference.Insert(9, ">21"), StringComparison.Ordinal);
        (await desk.ImportFile(file, BankDesk.Bank, Encoding.UTF8.GetBytes(text))).Refusal.Should().BeNull();
        (await desk.Match()).Matched.Should().Be(1);
    }

    [Theory]
    [InlineData("k7-nul.sta")]
    [InlineData("k7-long-text.xml")]
    public async Task K7_TextThatCannotBeStored_IsNoFault(string file)
    {
        var desk = await Desk();
        (await Import(desk, file)).Value.LinesAdded.Should().Be(1);
    }

    [Fact]
    public async Task K9_ALineOfNothing_IsNoted()
    {
        var desk = await Desk();
        (await Import(desk, "k9-zero-line.csv")).Value.LinesAdded.Should().Be(2);
        (await desk.Match()).Should().Be(new MatchRun(Matched: 0, Unidentified: 1, Waiting: 0));
        (await desk.Line("帳戶維護費")).State.Should().Be(StatementLineState.Noted);
    }

    [Fact]
    public async Task K10_ADownloadWithoutAnAccountNumber_IsOfTheChosenAccount_WhenItOpensAsTheLastClosed()
    {
        var desk = await Desk();
        (await Import(desk, "k10-no-account.csv")).Value.LinesAdded.Should().Be(1);
        var empty = await BankDesk.Open(fixture.Database, "999000000022");
        (await Import(empty, "k10-no-account.csv")).Refusal
            .Should().Be(StatementRefusals.StatementAccountMissing(), "nothing says that it is of this account");
    }

    [Fact]
    public async Task K13_TwoAccountsInAFile_EachIsImportedForItself()
    {
        var desk = await Desk();
        var first = (await Import(desk, "k13-two-accounts.sta")).Value;
        (first.LinesAdded, first.OtherAccounts).Should().Be((1, "999000000011"));
        await desk.AddBank("OTHER", "999000000011", 2);
        (await desk.ImportFile("again.sta", "OTHER", StatementCases.Bytes("k13-two-accounts.sta"))).Value.LinesAdded.Should().Be(1);
        (await desk.ImportFile("again.sta", "OTHER", StatementCases.Bytes("k13-two-accounts.sta"))).Refusal!.Code
            .Should().Be(nameof(BankingRefusals.StatementAlreadyImported));
    }

    [Fact]
    public async Task K1_OneDayInThreeFormats_IsThereOnce()
    {
        var desk = await Desk();
        const string csv = "帳號,999000000022\n交易日期,摘要,支出,存入,餘額\n2026/11/25,甲,,10,3696810\n2026/11/25,乙,5,,3696805\n";
        const string mt940 = ":20:S\n:25:999000000022\n:28C:1/1\n:60F:C261125TWD3696800,\n:61:2611251125C10,NTRFNONREF//B1\n:86:A\n"
            + ":61:2611251125D5,NTRFNONREF//B2\n:86:B\n:62F:C261125TWD3696805,\n-\n";
        const string ofx = "OFXHEADER:100\nENCODING:UTF-8\n\n<OFX><STMTRS><CURDEF>TWD"
            + "<BANKACCTFROM><ACCTID>999000000022</BANKACCTFROM><BANKTRANLIST>"
            + "<STMTTRN><DTPOSTED>20261125<TRNAMT>-5<FITID>X2<MEMO>b</STMTTRN>"
            + "<STMTTRN><DTPOSTED>20261125<TRNAMT>10<FITID>X1<MEMO>a</STMTTRN>"
            + "</BANKTRANLIST><LEDGERBAL><BALAMT>3696805<DTASOF>20261125</LEDGERBAL></STMTRS></OFX>";
        (await desk.ImportFile("a.csv", BankDesk.Bank, Encoding.UTF8.GetBytes(csv))).Value.LinesAdded.Should().Be(2);
        (await desk.ImportFile("a.sta", BankDesk.Bank, Encoding.UTF8.GetBytes(mt940))).Refusal
            .Should().Be(BankingRefusals.StatementAddsNothing("a.sta"));
        (await desk.ImportFile("a.ofx", BankDesk.Bank, Encoding.UTF8.GetBytes(ofx))).Refusal
            .Should().Be(BankingRefusals.StatementAddsNothing("a.ofx"));
        await desk.Match();
        (await desk.Balance("1101.01")).Should().Be(5);
    }

    [Fact]
    public async Task K1_AStatementThatDoesNotFitItsStoredDays_IsRefusedBeforeAnythingIsWritten()
    {
        var desk = await Desk();
        await Import(desk, "k1-overlap-a.csv");
        const string other = "帳號,999000000022\n交易日期,摘要,支出,存入,餘額\n2026/11/25,甲,,1,3706801\n2026/11/26,乙,,2,3706803\n";
        (await desk.ImportFile("other.csv", BankDesk.Bank, Encoding.UTF8.GetBytes(other))).Refusal!.Code
            .Should().Be(nameof(BankingRefusals.StatementDoesNotChain));
        await using var db = desk.Books.Read();
        (await db.StatementLines.CountAsync(line => line.DedicatedAccountId == desk.Books.AccountId)).Should()
            .Be(3, "one was there before");
    }

    [Fact]
    public async Task Import_MillionsOfCommas_IsRefused_WhileAnotherWriteGoesOn()
    {
        var desk = await Desk();
        var commas = new byte[19_000_000];
        commas.AsSpan().Fill((byte)',');
        // The write holds the lock of the series; a file that was read under it would wait for ever.
        var written = await desk.Books.Write<string?>(
            async _ => (await desk.ImportFile("commas.csv", BankDesk.Bank, commas)).RefusalCode());
        written.Value.Should().Be(nameof(StatementRefusals.StatementTooManyColumns));
    }

    [Fact]
    public async Task CopyTo_AFileThatIsNotThere_OrWasNotKept_IsRefused()
    {
        var desk = await Desk();
        var originals = new StatementOriginals(desk.Reader);
        (await originals.CopyTo(desk.Books.Officer, 999_999, _ => Stream.Null, default)).Refusal
            .Should().Be(BankingRefusals.StatementFileNotFound(999_999));
        var id = (await desk.Books.Write<long>(session =>
        {
            var file = new StatementFileRecord
            {
                DedicatedAccountId = session.AccountId,
                Id = session.NewId(),
                Sha256 = new byte[32],
                FileName = "old.xml",
                Format = "camt.053.001.02",
            };
            session.Db.Add(file);
            return Task.FromResult<Result<long>>(file.Id);
        })).Value;
        (await originals.CopyTo(desk.Books.Officer, id, _ => Stream.Null, default)).Refusal
            .Should().Be(BankingRefusals.StatementOriginalNotKept("old.xml"));
    }

    [Fact]
    public async Task Import_KeepsTheOriginal_ByteForByte()
    {
        var desk = await Desk();
        var content = Encoding.UTF8.GetBytes(
            $"帳號,999000000022\n交易日期,摘要,支出,存入,餘額\n2026/11/25,甲,,10,3696810\n{new string('\n', 1_500_000)}");
        (await desk.ImportFile("long.csv", BankDesk.Bank, content)).Refusal.Should().BeNull();
        await using var db = desk.Books.Read();
        var file = await db.StatementFiles.SingleAsync(row => row.DedicatedAccountId == desk.Books.AccountId && row.FileName == "long.csv");
        using var copy = new MemoryStream();
        (await new StatementOriginals(desk.Reader).CopyTo(desk.Books.Officer, file.Id, _ => copy, default)).Refusal.Should().BeNull();
        copy.ToArray().Should().Equal(content);
        var chunks = await db.StatementOriginals
            .Where(row => row.DedicatedAccountId == desk.Books.AccountId && row.StatementFileId == file.Id)
            .OrderBy(row => row.ChunkNumber).ToListAsync();
        (chunks.Count, file.OriginalChunks).Should().Be((2, 2));
        (await new LedgerChecks(desk.Books.Database.Reporting).Run("statement-files", desk.Books.AccountId, default)).Ok.Should().BeTrue();
    }

    [PostgreSqlFact]
    public async Task CopyTo_WhoTakesItSlowly_KeepsNoTransactionOpen()
    {
        var desk = await Desk();
        var content = Encoding.UTF8.GetBytes(
            $"帳號,999000000022\n交易日期,摘要,支出,存入,餘額\n2026/11/25,甲,,10,3696810\n{new string('\n', 1_500_000)}");
        (await desk.ImportFile("slow.csv", BankDesk.Bank, content)).Refusal.Should().BeNull();
        await using var db = desk.Books.Read();
        var id = await db.StatementFiles.Where(row => row.DedicatedAccountId == desk.Books.AccountId && row.FileName == "slow.csv")
            .Select(row => row.Id).SingleAsync();
        var open = new List<long>();
        await using var output = new SlowStream(async () => open.Add(await fixture.Database.Ask<long>(
            fixture.Database.Administrator,
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction'")));

        (await new StatementOriginals(desk.Reader).CopyTo(desk.Books.Officer, id, _ => output, default)).Refusal.Should().BeNull();

        open.Should().Equal(0, 0);
    }

    /// <summary>Has somebody look around before it takes what is written.</summary>
    private sealed class SlowStream(Func<Task> look) : MemoryStream
    {
        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await look();
            await base.WriteAsync(buffer, cancellationToken);
        }
    }

    private static Task<Result<ImportedStatement>> Import(BankDesk desk, string file) =>
        desk.ImportFile(file, BankDesk.Bank, StatementCases.Bytes(file));

    /// <summary>Books whose bank account closed with what the files open with.</summary>
    private async Task<BankDesk> Desk()
    {
        var desk = await BankDesk.Open(fixture.Database, "999000000022", inNovember: true);
        const string before = "帳號,999000000022\n期初餘額,3696800\n期末餘額,3696800\n交易日期,摘要,支出,存入,餘額\n2026/11/20,查詢,0,0,3696800\n";
        (await desk.ImportFile("before.csv", BankDesk.Bank, Encoding.UTF8.GetBytes(before))).Refusal.Should().BeNull();
        await desk.Match();
        return desk;
    }

    private static async Task StatementsTie(BankDesk desk)
    {
        var tie = await new LedgerChecks(desk.Books.Database.Reporting).Run("statements-tie", desk.Books.AccountId, default);
        tie.Failures.Should().BeEmpty();
    }
}
