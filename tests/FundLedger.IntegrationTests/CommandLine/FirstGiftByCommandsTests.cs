using System.Text;
using FundLedger.Domain.Banking.Statements;
using FundLedger.IntegrationTests.Database;
using FundLedger.IntegrationTests.Embedded;
using FundLedger.UseCases.Access;
using NodaTime;

namespace FundLedger.IntegrationTests.CommandLine;

/// <summary>
/// An empty folder has books, people and a bank account, and its first gift is booked, received from a statement and seen by its
/// donor: by commands and spreadsheets alone.
/// </summary>
[RunsFirst]
public sealed class FirstGiftByCommandsTests : IDisposable
{
    private const string Password = "correct horse battery";
    private const string BankAccountNumber = "012345678901";
    private static readonly LocalDate Today = SystemClock.Instance.GetCurrentInstant().InZone(Domain.Ledger.BooksTimeZone.Taipei).Date;
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task EmptyFolder_ToTheFirstGiftItsDonorSees_ByCommandsAndSpreadsheets()
    {
        var opened = await Run(
            "account", "create", "TAINAN", "--name-zh", "臺南專戶", "--name-en", "Tainan account", "--administrator", "lin",
            "--administrator-name", "林管理");
        await using var kept = await KeptCluster.Of(folder.Data);
        await Accept(opened);
        await Hire("wang", "administrator", approvedBy: null);
        await Import("district", "code,name_zh,name_en\nBAIHE,白河區,Baihe\n");
        await Import("fund", "code,name_zh,name_en,source,district\nDON-BAIHE,白河捐贈,Gifts for Baihe,donation,BAIHE\n");
        await Import("bank-account", $"code,name,bank_code,account_number\nMAIN,臺灣銀行 專戶,0040059,{BankAccountNumber}\n");
        await Import("party", "name,kind,unified_business_number\n晨霧精密股份有限公司,company,00000005\n");
        var company = (await Run("master-data", "list", "party", "--text", "晨霧")).Split('\t')[0];
        await Hire("chen", "finance_officer", approvedBy: "wang");
        await Hire("huang", "reconciler", approvedBy: "wang");

        var booked = (await Run(
            "contribution", "book", "donation", "--payer", company, "--amount", "1200000", "--fund", "DON-BAIHE", "--description",
            "第一筆捐贈", "--actor", "chen")).Split(' ');
        var statement = Path.Combine(folder.Top, "statement.csv");
        await WriteStatement(statement, booked[1]);
        (await Run("statement", "import", statement, "--actor", "huang")).Should().Contain("1");

        await Accept(await Run("person", "add", "mist", "--name", "霧小姐", "--company", company, "--actor", "lin"));
        using var early = await RunningCommand.Run(folder.Data, "contribution", "list", "--actor", "mist");
        early.Everything.Should().Contain(nameof(AuthorizationRefusals.NotPermitted), "the role has not been approved");
        var asked = (await Run("access-change", "list", "--actor", "wang")).Split(' ')[0];
        await Run("access-change", "approve", asked, "--actor", "wang");
        (await Run("contribution", "list", "--actor", "mist")).Should()
            .Contain(booked[0]).And.Contain("Received").And.Contain("1200000").And.Contain("DON-BAIHE");
        await Donate(company);
        await Run("verify");
    }

    private async Task Donate(string company)
    {
        var donation = (await Run(
            "donation", "intend", "--donor", company, "--amount", "300", "--instalment", "2027-01-05=100", "--instalment", "2027-02-05=200",
            "--fund", "DON-BAIHE=100%", "--purpose", "校園改造", "--actor", "chen")).Trim().Split(' ');
        donation[1].Should().Be("Screened");
        (await Run("donation", "step", donation[0], "accept", "--actor", "chen")).Trim().Split('\n').Should()
            .HaveCount(1 + 2, "each instalment has a reference of its own");
        (await Run("donation", "list", "--actor", "mist")).Should().Contain(donation[0]).And.Contain("Accepted");
        (await Run("screening", "run", "--actor", "chen")).Should().Contain("1 screened, 0 found otherwise");
        (await Run("screening", "list", "--actor", "chen")).Should().Contain("BIDDER/1");
    }

    private async Task Hire(string name, string role, string? approvedBy)
    {
        await Accept(await Run("person", "add", name, "--name", name, "--actor", "lin"));
        var asked = (await Run("access-change", "request", name, "grant", "--role", role, "--actor", "lin")).Split(' ')[0];
        if (approvedBy is not null) await Run("access-change", "approve", asked, "--actor", approvedBy);
    }

    private async Task Accept(string printed)
    {
        var link = printed.Split('\n').First(line => line.Contains("/account/invitation?", StringComparison.Ordinal));
        using var accepted = await RunningCommand.RunWithLine(Password, folder.Data, "person", "accept", link);
        accepted.ExitCode.Should().Be(0, accepted.Everything);
    }

    private async Task Import(string kind, string rows)
    {
        var file = Path.Combine(folder.Top, $"{kind}.csv");
        await File.WriteAllTextAsync(file, rows, Encoding.UTF8);
        (await Run("master-data", "import", kind, file, "--actor", "lin")).Should().Contain("1 added");
    }

    private static async Task WriteStatement(string file, string reference)
    {
        await using var output = File.Create(file);
        StatementWriter.WriteCsv(
            new BankStatement(BankAccountNumber, "TWD", 0, 1_200_000, Today, Today, "1",
                [new StatementEntry(Today, Today, 1_200_000, reference, "晨霧精密股份有限公司", "匯入", "1")]),
            output);
    }

    private async Task<string> Run(params string[] arguments)
    {
        using var command = await RunningCommand.Run(folder.Data, arguments);
        command.ExitCode.Should().Be(0, command.Everything);
        return string.Join('\n', command.Output);
    }
}
