using System.Globalization;
using System.Text.RegularExpressions;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Workflow;

namespace FundLedger.IntegrationTests.Architecture;

/// <summary>What SQL must name by number is what the workflow's table says.</summary>
public sealed partial class StatesInSqlTests
{
    private static readonly Workflow<DisbursementState, DisbursementTrigger> Table = DisbursementWorkflow.Table;

    [Fact]
    public void Reports_ThatNameStatesOfADisbursement_NameThoseOfItsMoney()
    {
        var paid = Numbers(row => row.Money == MoneyStage.Paid);
        string[] permitted =
        [
            $"disbursement.state = {Numbers(row => row.Money == MoneyStage.SetAside)}",
            $"disbursement.state in ({Numbers(row => row.Money >= MoneyStage.Released)})",
            $"disbursement.state = {paid}",
            $"disbursement.state <> {paid}",
        ];

        var named = Conditions(State()).ToList();

        named.Distinct().Should().BeEquivalentTo(permitted);
    }

    [Fact]
    public void Reports_ThatNameDuties_NameTheRightOnes() => Conditions(DutyNumber()).Distinct()
        .Should().BeEquivalentTo([
            $"duty <> {(int)Duty.PayeeEditor}", $"duty <> {(int)Duty.Payer}", $"duty = {(int)Duty.Preparer}",
            $"duty = {(int)Duty.AccessApprover}",
            $"duty = {(int)Duty.PayeeEditor}", $"duty = {(int)Duty.PayeeConfirmer}", $"duty = {(int)Duty.DrawDownRequester}",
        ]);

    [Fact]
    public void Reports_ThatNameMovesOfPeriods_NameThoseThatAreWritten()
    {
        var named = Conditions(EventCodes()).SelectMany(condition => Quoted().Matches(condition)).Select(match => match.Groups[1].Value);

        named.Should().BeEquivalentTo(PeriodEvents.All);
    }

    [Theory]
    [InlineData("migrations/PostgreSql/Sql")]
    [InlineData("migrations/SqlServer/Sql")]
    public void View_OfTheDocumentsUnderAWorkflow_NamesEachKindThatHasOne(string folder)
    {
        var text = string.Join('\n', SourceTree.Files(".sql", folder).SelectMany(file => file.Lines));

        foreach (var workflow in Workflows.All)
        {
            // Who may do what, and where a payee is paid, has no amount.
            var amount = workflow.Document is DocumentKind.AccessChange or DocumentKind.PayeeAccountChange
                ? "CAST(0 AS bigint) AS amount"
                : "amount";
            text.Should().Contain(
                $"SELECT dedicated_account_id, {(int)workflow.Document} AS document_kind, id AS document_id, state, {amount} "
                + $"FROM ledger.{workflow.Name}");
        }
    }

    [Fact]
    public void Subjects_OfEachKindOfDocumentUnderAWorkflow_HaveTheirStatement() =>
        SourceTree.Files(".sql", "reports/FundLedger.Reports/Checks").Select(file => Path.GetFileNameWithoutExtension(file.Path))
            .Where(name => name.StartsWith("subject-", StringComparison.Ordinal)).Should()
            .BeEquivalentTo(Workflows.All.Select(workflow => $"subject-{workflow.Name}"));

    [Theory]
    [InlineData("migrations/PostgreSql/Sql")]
    [InlineData("migrations/SqlServer/Sql")]
    public void Guard_OfStepsWithoutADuty_PermitsThoseThatTheTablesGiveToTheSystem(string folder)
    {
        var subject = SourceTree.Files(".sql", folder).Single(file => file.Path.EndsWith("/workflow.sql", StringComparison.Ordinal));
        var text = Comment().Replace(string.Join(' ', subject.Lines), "");

        var permitted = SystemStep().Matches(text).Select(match => match.Value.Replace(" ", "", StringComparison.Ordinal));

        permitted.Should().BeEquivalentTo(
            from workflow in Workflows.All
            from move in workflow.Numbered
            where move.Duty is null
            select FormattableString.Invariant($"({(int)workflow.Document},{move.From},{move.Trigger},{move.To})"));
    }

    private static string Numbers(Func<StateRow<DisbursementState>, bool> holds) =>
        string.Join(", ", Table.Those(holds).Select(state => ((int)state).ToString(CultureInfo.InvariantCulture)));

    private static IEnumerable<string> Conditions(Regex condition) => SourceTree.Files(".sql", "reports")
        .SelectMany(file => file.Lines).SelectMany(line => condition.Matches(Comment().Replace(line, ""))).Select(match => match.Value);

    [GeneratedRegex(@"\(\d+,\s*\d+,\s*\d+,\s*\d+\)")]
    private static partial Regex SystemStep();

    [GeneratedRegex(@" /\*.*?\*/")]
    private static partial Regex Comment();

    [GeneratedRegex(@"disbursement\.state (=|<>|in) (\d+|\([^)]*\))")]
    private static partial Regex State();

    [GeneratedRegex(@"\bcode in \('Period[^)]*\)")]
    private static partial Regex EventCodes();

    [GeneratedRegex(@"'(\w+)'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\bduty (=|<>|in) (\d+|\([^)]*\))")]
    private static partial Regex DutyNumber();
}
