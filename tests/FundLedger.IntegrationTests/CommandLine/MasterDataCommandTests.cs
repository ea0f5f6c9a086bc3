using System.Text;
using FundLedger.Domain.MasterData;
using FundLedger.Domain.Tables;
using FundLedger.UseCases.Access;

namespace FundLedger.IntegrationTests.CommandLine;

/// <summary>Master data from the command line, by the program as people run it.</summary>
public sealed class MasterDataCommandTests(KeptDemoFolder demo) : IClassFixture<KeptDemoFolder>
{
    [Fact]
    public async Task Files_AreListedExportedAndImportedByTheWholeProgram()
    {
        var file = Path.Combine(demo.Path, "districts.csv");
        using var exported = await Run("export", "district", "-o", file);
        exported.ExitCode.Should().Be(0, exported.Everything);
        using var same = await Run("import", "district", file, "--actor", "admin");
        same.ExitCode.Should().Be(0, same.Everything);
        same.Output.Should().Equal("0 added, 0 changed, 11 unchanged, 0 refused");

        await File.AppendAllTextAsync(file, "LISHAN,梨山,Lishan,no\r\n", Encoding.UTF8);
        var text = await File.ReadAllTextAsync(file, Encoding.UTF8);
        await File.WriteAllTextAsync(file, text.Replace("東勢區", "東勢", StringComparison.Ordinal), Encoding.UTF8);
        string[] written = ["row 4 changed DONGSHI: name_zh 東勢區 -> 東勢", "row 13 added LISHAN"];
        using var tried = await Run("import", "district", file, "--dry-run", "--actor", "admin");
        tried.Output.Should().Equal([.. written, "1 added, 1 changed, 10 unchanged, 0 refused (dry run)"], tried.Everything);
        using var done = await Run("import", "district", file, "--actor", "admin");
        done.Output.Should().Equal([.. written, "1 added, 1 changed, 10 unchanged, 0 refused"], done.Everything);
        using var listed = await Run("list", "district", "--text", "梨山");
        listed.Output.Should().Equal("LISHAN\t梨山\tLishan\tno");
        using var verified = await RunningCommand.Run(demo.Path, "verify");
        verified.ExitCode.Should().Be(0, verified.Everything);
    }

    [Fact]
    public async Task File_ThatIsRefused_NamesRowAndColumnAndEndsWithOne()
    {
        var file = Path.Combine(demo.Path, "wrong.csv");
        await File.WriteAllTextAsync(file, "code,name_zh,name_en\nA B,甲,A\nC,,C\nD,丁,D\n", Encoding.UTF8);
        using var refused = await Run("import", "district", file, "--actor", "admin");
        refused.ExitCode.Should().Be(1);
        refused.Output.Should().Equal("1 added, 0 changed, 0 unchanged, 2 refused");
        refused.Errors.Where(line => line.StartsWith("row ", StringComparison.Ordinal)).Select(line => line.Split(": ")[..2]).Should()
            .BeEquivalentTo(new[]
            {
                new[] { "row 2 code", nameof(MasterDataRefusals.CellHasBlank) },
                ["row 3 name_zh", nameof(MasterDataRefusals.CellMissing)],
            });
        refused.Everything.Should().Contain(nameof(MasterDataRefusals.MasterDataRowsRefused));

        using var auditor = await Run("import", "district", file, "--actor", "auditor");
        auditor.ExitCode.Should().Be(1);
        auditor.Everything.Should().Contain(nameof(AuthorizationRefusals.NotPermitted));
        using var unknown = await Run("list", "planet");
        unknown.Everything.Should().Contain(nameof(MasterDataRefusals.MasterDataKindUnknown));
        await File.WriteAllBytesAsync(file, new byte[TableLimits.Bytes + 1]);
        using var large = await Run("import", "district", file, "--actor", "admin");
        large.Everything.Should().Contain(nameof(TableRefusals.TableFileTooLarge));
    }

    [Fact]
    public async Task Template_IsAFileThatAlreadyReads()
    {
        var file = Path.Combine(demo.Path, "template.xlsx");
        using var template = await Run("template", "party", "-o", file);
        template.ExitCode.Should().Be(0, template.Everything);
        using var tried = await Run("import", "party", file, "--dry-run", "--actor", "finance");
        tried.Output.Last().Should().EndWith("(dry run)", tried.Everything);
        tried.ExitCode.Should().Be(0, tried.Everything);
    }

    private Task<RunningCommand> Run(params string[] arguments) => RunningCommand.Run(demo.Path, ["master-data", .. arguments]);
}
