using System.Text;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.MasterData;
using FundLedger.Domain.Tables;

namespace FundLedger.IntegrationTests.CommandLine;

/// <summary>Many gifts from the command line, by the program as people run it.</summary>
public sealed class ContributionImportCommandTests(DemoFolder demo) : IClassFixture<DemoFolder>
{
    private const string Header = "列編號,捐贈者,金額,基金別或分配,認捐日期,摘要\n";

    [Fact]
    public async Task File_IsTriedBookedAndNotBookedAgain()
    {
        var file = await Write("gifts.csv", "R-1,晨霧精密,1000001,DON-SHIGANG:50;DON-DAAN:30;DON-GENERAL:20,115/11/02,(虛構) 三區\n");
        using var parties = await RunningCommand.Run(demo.Path, "master-data", "list", "party", "--text", "晨霧");
        var donor = parties.Output.Single().Split('\t')[1];
        await File.WriteAllTextAsync(
            file, (await File.ReadAllTextAsync(file)).Replace("晨霧精密", donor, StringComparison.Ordinal), Encoding.UTF8);
        string[] sums = ["DON-DAAN 300000", "DON-GENERAL 200000", "DON-SHIGANG 500001"];
        using var tried = await Run("import", file, "--dry-run", "--actor", "finance");
        tried.Output.Should().Equal([.. sums, "1 booked, 0 booked before, 0 refused (dry run)"], tried.Everything);
        using var done = await Run("import", file, "--actor", "finance");
        done.Output.Should().Equal([.. sums, "1 booked, 0 booked before, 0 refused"], done.Everything);
        using var again = await Run("import", file, "--actor", "finance");
        again.Output.Should().Equal(["0 booked, 1 booked before, 0 refused"], again.Everything);
        using var lapsing = await RunningCommand.Run(demo.Path, "report", "lapsing", "--format", "csv");
        lapsing.Output.Should().HaveCountGreaterThan(1, lapsing.Everything);
        using var verified = await RunningCommand.Run(demo.Path, "verify");
        verified.ExitCode.Should().Be(0, verified.Everything);
    }

    [Fact]
    public async Task File_WithARefusedRow_NamesItAndBooksNothingUnlessTheValidRowsAreWanted()
    {
        var file = await Write(
            "wrong.csv", "W-1,NOBODY,100,DON-GENERAL,115/11/02,a\nW-2,NOBODY,x,DON-GENERAL:50;DON-DAAN:49,115/11/02,b\n");
        using var refused = await Run("import", file, "--actor", "finance");
        refused.ExitCode.Should().Be(1);
        refused.Errors.Where(line => line.StartsWith("row ", StringComparison.Ordinal)).Select(line => line.Split(": ")[1]).Should().Equal(
            nameof(MasterDataRefusals.ReferenceNotFound), nameof(MasterDataRefusals.ReferenceNotFound),
            nameof(MasterDataRefusals.CellNotAmount));
        refused.Everything.Should().Contain(nameof(MasterDataRefusals.MasterDataRowsRefused));
        using var valid = await Run("import", file, "--valid-rows-only", "--actor", "finance");
        valid.ExitCode.Should().Be(0, valid.Everything);
        valid.Output.Should().Equal("0 booked, 0 booked before, 2 refused");
        await File.WriteAllBytesAsync(file, new byte[TableLimits.Bytes + 1]);
        using var large = await Run("import", file, "--actor", "finance");
        large.Everything.Should().Contain(nameof(TableRefusals.TableFileTooLarge));
    }

    [Fact]
    public async Task Template_IsAFileThatAlreadyReads()
    {
        var file = Path.Combine(demo.Path, "template.xlsx");
        using var template = await Run("template", "-o", file);
        template.ExitCode.Should().Be(0, template.Everything);
        using var tried = await Run("import", file, "--dry-run", "--actor", "finance");
        tried.Output.Last().Should().EndWith("(dry run)", tried.Everything);
        tried.Everything.Should().NotContain(nameof(MasterDataRefusals.CellMissing)).And.NotContain(nameof(SplitRefusals.SplitNotReadable));
    }

    private async Task<string> Write(string name, string rows)
    {
        var file = Path.Combine(demo.Path, name);
        await File.WriteAllTextAsync(file, Header + rows, Encoding.UTF8);
        return file;
    }

    private Task<RunningCommand> Run(params string[] arguments) => RunningCommand.Run(demo.Path, ["contribution", .. arguments]);
}
