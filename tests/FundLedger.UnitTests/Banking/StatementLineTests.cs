using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Banking.Statements;
using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.UnitTests.Banking;

public sealed class StatementLineTests
{
    private static readonly EntryReference Entry = new(2026, 12);
    private static readonly DocumentReference Gift = new(DocumentKind.Contribution, 5);
    private static readonly Refusal Why = BankingRefusals.NoReferenceOnLine();

    [Fact]
    public void Match_ANewLine_KeepsDocumentEntryAndReason()
    {
        var line = Lines.In(100, "");
        line.Match(Gift, Entry).Should().BeNull();
        (line.State, line.MatchedKind, line.MatchedId, line.EntryFiscalYear, line.EntryNumber, line.Revision)
            .Should().Be((StatementLineState.Matched, DocumentKind.Contribution, 5L, 2026, 12L, 1));
        line.MatchReason.Should().Be($"""["ExactReference","{PaymentReference.Of(Gift)}"]""");
    }

    [Fact]
    public void SetAside_ANewLine_WaitsWithoutADocument_AndMayBeExplained()
    {
        var line = Lines.In(100, "");
        line.SetAside(Why, Entry).Should().BeNull();
        (line.State, line.MatchedKind, line.EntryNumber).Should().Be((StatementLineState.Unidentified, null, 12L));
        line.CheckUnexplained().Should().BeNull();

        line.Explain(Gift, new EntryReference(2027, 3), "對帳 \"一\"").Should().BeNull();
        (line.State, line.MatchedId, line.EntryFiscalYear, line.EntryNumber, line.Revision)
            .Should().Be((StatementLineState.Explained, 5L, 2027, 3L, 2));
        MatchReason.Read(line.MatchReason!).Arguments.Should().Equal("對帳 \"一\"");
    }

    [Fact]
    public void Explain_ALineNoRunHasLookedAt_IsNotRefused() => Lines.In(100, "").Explain(Gift, Entry, "somebody").Should().BeNull();

    [Theory]
    [InlineData(StatementLineState.Matched)]
    [InlineData(StatementLineState.Unidentified)]
    [InlineData(StatementLineState.Explained)]
    public void MatchAndSetAside_ALineThatIsNotNew_AreRefusedAndChangeNothing(StatementLineState state)
    {
        var line = Lines.InState(state);
        var revision = line.Revision;
        line.CheckNew().Should().Be(BankingRefusals.StatementLineNotWaiting(line.Id, state));
        line.Match(new DocumentReference(DocumentKind.ExpectedReturn, 9), new EntryReference(2030, 1))
            .Should().Be(BankingRefusals.StatementLineNotWaiting(line.Id, state));
        line.SetAside(Why, new EntryReference(2030, 1)).Should().Be(BankingRefusals.StatementLineNotWaiting(line.Id, state));
        (line.State, line.EntryFiscalYear, line.Revision).Should().Be((state, 2026, revision));
    }

    [Theory]
    [InlineData(StatementLineState.Matched)]
    [InlineData(StatementLineState.Explained)]
    public void Explain_ALineThatIsDealtWith_IsRefused(StatementLineState state)
    {
        var line = Lines.InState(state);
        line.CheckUnexplained().Should().Be(BankingRefusals.StatementLineNotWaiting(line.Id, state));
        line.Explain(Gift, Entry, "somebody").Should().Be(BankingRefusals.StatementLineNotWaiting(line.Id, state));
    }

    [Fact]
    public void From_AStatementsLine_TakesItsFacts_AndCutsTextsToWhatIsKept()
    {
        var day = new LocalDate(2026, 7, 3);
        var statement = new BankStatement("001", "TWD", 0, 100, null, null, null,
            [new StatementEntry(day, day.PlusDays(1), 100m, new string('參', 201), new string('付', 300), new string('說', 1001), null)]);
        var identified = new IdentifiedEntry(statement, statement.Entries[0], statement.Entries[0].Identity("001"), 1);
        var record = new BankStatementRecord { DedicatedAccountId = 2, Id = 3, BankAccountId = 4 };
        var line = StatementLine.From(identified, record, 5, 100, 700);
        (line.DedicatedAccountId, line.StatementId, line.BankAccountId, line.Id).Should().Be((2L, 3L, 4L, 5L));
        (line.Ordinal, line.BookingDate, line.ValueDate, line.Amount).Should().Be((1, day, day.PlusDays(1), 100L));
        (line.Reference.Length, line.Counterparty.Length, line.Description.Length).Should().Be((200, 200, 1000));
        Convert.ToHexStringLower(line.Identity).Should().Be(identified.Identity);
        line.State.Should().Be(StatementLineState.New);
        line.Balance.Should().Be(700);
    }

    [Fact]
    public void Note_ALineThatMovesNothing_SettlesItWithoutAnEntry()
    {
        var line = Lines.In(0, "");
        line.Note().Should().BeNull();
        (line.State, line.EntryNumber).Should().Be((StatementLineState.Noted, (long?)null));
        line.CheckUnexplained().Should().Be(BankingRefusals.StatementLineNotWaiting(line.Id, StatementLineState.Noted));
        FluentActions.Invoking(() => Lines.In(5, "").Note()).Should().Throw<InvalidOperationException>();
    }
}
