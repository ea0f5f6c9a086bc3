using FundLedger.Domain.Disbursements;

namespace FundLedger.UnitTests.Disbursements;

public sealed class WorkflowDiagramTests
{
    [Fact]
    public void Readme_Diagram_IsTheWorkflowTable() =>
        File.ReadAllText(Path.Combine(SourceFolder.Root, "README.md")).Should().Contain(
            DisbursementWorkflow.Table.ToMermaid().ReplaceLineEndings("\n").Trim(), "the diagram is the table as Stateless draws it");
}
