using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FundLedger.Domain.Banking.Statements;
using NodaTime;

namespace FundLedger.UnitTests.Banking.Statements;

public sealed class StatementWriterTests
{
    private static readonly Instant CreatedAt = Instant.FromUtc(2026, 11, 21, 0, 0);

    private static byte[] Camt(params BankStatement[] statements)
    {
        using var output = new MemoryStream();
        StatementWriter.WriteCamt(statements, output, "FILE1", CreatedAt);
        return output.ToArray();
    }

    private static byte[] Csv(BankStatement statement, bool big5)
    {
        using var output = new MemoryStream();
        StatementWriter.WriteCsv(statement, output, big5);
        return output.ToArray();
    }

    private static IEnumerable<string> Digits(BankStatement statement) =>
        statement.Entries.Select(entry => entry.Amount).Append(statement.Opening).Append(statement.Closing)
            .Select(amount => amount.ToString(CultureInfo.InvariantCulture));

    private static bool ReadsBack(byte[] content, string name, BankStatement statement)
    {
        var read = SampleFile.Single(StatementReader.Read(content, name));
        read.Entries.Should().Equal(statement.Entries);
        read.Should().Be(statement);
        Digits(read).Should().Equal(Digits(statement));
        return read.Ties;
    }

    [Fact]
    public void WriteCamt_AnyStatement_ReadsBackEqualDownToTheDigits() =>
        Prop.ForAll(StatementGenerator.Statements(beyondBig5: true), statement => ReadsBack(Camt(statement), "bank.xml", statement))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void WriteCsv_AnyStatement_ReadsBackEqualDownToTheDigits() =>
        Prop.ForAll(StatementGenerator.Statements(beyondBig5: true), statement =>
            ReadsBack(Csv(statement, big5: false), "bank.csv", statement))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void WriteCsv_InBig5_ReadsBackEqual() =>
        Prop.ForAll(StatementGenerator.Statements(beyondBig5: false), statement =>
            ReadsBack(Csv(statement, big5: true), "bank.csv", statement))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void WriteCsv_InBig5WithACharacterItLacks_Throws()
    {
        var statement = new BankStatement("1", "TWD", 0, 0, null, null, null, [
            new StatementEntry(new LocalDate(2026, 1, 1), new LocalDate(2026, 1, 1), 0, "", "😀", "", null)]);

        var write = () => Csv(statement, big5: true);

        write.Should().Throw<EncoderFallbackException>();
    }

    [Fact]
    public void Read_WrittenFileCutAnywhere_IsRefusedOrComplete()
    {
        foreach (var statement in StatementGenerator.Statements(beyondBig5: false).Generator.Sample(2, 8))
        {
            foreach (var (name, content) in new[] { ("bank.xml", Camt(statement)), ("bank.csv", Csv(statement, false)), (
                "bank.csv", Csv(statement, true)) })
            {
                // Every place in the last lines, every so many before them.
                for (var length = 0; length < content.Length; length += content.Length - length < 300 ? 1 : 37)
                {
                    var result = StatementReader.Read(content.AsMemory(0, length), name);
                    if (!result.IsRefused && result.Value.Statements.Any(read => read.Ties)) result.Value.Statements.Should()
                        .Equal([statement], "{0} of {1} bytes of {2} are there", length, content.Length, name);
                }
            }
        }
    }

    [Fact]
    public void WriteCamt_SeveralStatements_KeepsTheirOrderAndReversals()
    {
        var line = new StatementEntry(
            new LocalDate(2026, 11, 2), new LocalDate(2026, 11, 3), -30m, "REF", "受款人", "退回", "B1")
        { IsReversal = true };
        var first = new BankStatement(
            "NL26VAYB8060476890", "EUR", 100m, 70m, new LocalDate(2026, 11, 1), new LocalDate(2026, 11, 2), "7", [line]);
        var second = first with { Opening = 70m, Closing = 70m, SequenceNumber = "8", Entries = [] };

        StatementReader.Read(Camt(first, second), "bank.xml").Value.Statements.Should().Equal(first, second);
    }
}
