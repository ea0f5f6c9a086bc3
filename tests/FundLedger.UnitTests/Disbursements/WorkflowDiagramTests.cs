using FundLedger.Domain.Disbursements;

namespace FundLedger.UnitTests.Disbursements;

public sealed class WorkflowDiagramTests
{
    [Fact]
    public void Readme_Diagram_IsTheWorkflowTable() =>
        File.ReadAllText(Path.Combine(CheckoutFolder(), "README.md")).Should().Contain(
            DisbursementWorkflow.Table.ToMermaid().ReplaceLineEndings("\n").Trim(), "the diagram is the table as Stateless draws it");

    private static string CheckoutFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "FundLedger.sln"))) folder = folder.Parent;
        return folder.FullName;
    }
}
