namespace FundLedger.IntegrationTests.Architecture;

/// <summary>No line is longer than what two windows side by side show; what a tool writes (<see cref="SourceTree"/>) may be.</summary>
public sealed class LineLengthTests
{
    private const int Longest = 140;

    [Fact]
    public void Lines_AreNotLongerThanTheWidth() =>
        (from extension in new[] { ".cs", ".sql", ".cshtml" }
         from file in SourceTree.Files(extension, "src", "tests", "reports", "migrations")
         from line in file.Lines.Select((text, index) => (Number: index + 1, Text: text))
         where IsTooLong(line.Text)
         select $"{file.Path}:{line.Number} has {line.Text.Length}").Should().BeEmpty();

    [Theory]
    [InlineData(Longest, false)]
    [InlineData(Longest + 1, true)]
    public void IsTooLong_AsItIsWritten_IsSeen(int length, bool tooLong) => IsTooLong(new string('x', length)).Should().Be(tooLong);

    private static bool IsTooLong(string line) => line.Length > Longest;
}
