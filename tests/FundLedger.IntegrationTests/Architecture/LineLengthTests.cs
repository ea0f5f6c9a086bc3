namespace FundLedger.IntegrationTests.Architecture;

/// <summary>No line is longer than what two windows side by side show; files with longer ones stand in a list that may only
/// shrink.</summary>
public sealed class LineLengthTests
{
    private const int Longest = 140;

    /// <summary>Files with longer lines, by path.</summary>
    private const string List = "tests/FundLedger.IntegrationTests/Architecture/lines-not-yet-wrapped.txt";

    private static readonly HashSet<string> NotYetWrapped =
        File.ReadAllLines(Path.Combine(SourceTree.Root, List)).Where(line => line.Length > 0).ToHashSet(StringComparer.Ordinal);

    [Fact]
    public void Lines_AreNotLongerThanTheWidth() => TooLong().Where(line => !NotYetWrapped.Contains(line.Path))
        .Select(line => $"{line.Path}:{line.Number} has {line.Length}").Should().BeEmpty();

    [Fact]
    public void NotYetWrapped_NamesOnlyFilesWithLongerLines() =>
        NotYetWrapped.Except(TooLong().Select(line => line.Path)).Should()
            .BeEmpty("their lines are short enough now: take them off the list");

    private static IEnumerable<(string Path, int Number, int Length)> TooLong() =>
        from extension in new[] { ".cs", ".sql", ".cshtml" }
        from file in SourceTree.Files(extension, "src", "tests", "reports", "migrations")
        from line in file.Lines.Select((text, index) => (Number: index + 1, text.Length))
        where line.Length > Longest
        select (file.Path, line.Number, line.Length);
}
