using System.Globalization;
using System.Text;
using FundLedger.Domain.Ledger;
using NodaTime;
using NodaTime.Text;

namespace FundLedger.Reports;

/// <summary>
/// The whole journal as text that hledger (1.25 and later) reads. An hledger account is exactly the ledger account's
/// code and every posting carries its fund as a tag, so <c>hledger bal</c> equals the trial balance and
/// <c>hledger bal tag:fund=^CODE$</c> the fund's.
/// </summary>
public sealed class HledgerExport(ReportingDatabase database)
{
    private const int EntriesPerProgress = 10_000;

    /// <summary>Writes the journal; returns how many entries it has. Memory stays flat however many there are.</summary>
    public Task<long> Write(long dedicatedAccountId, TextWriter output, IProgress<long>? progress, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(output);
        return database.Read(
            async snapshot =>
            {
                var books = await ReportBooks.Read(snapshot, dedicatedAccountId);
                await output.WriteAsync(Directives(books));
                var entries = 0L;
                var text = new StringBuilder();
                await foreach (var entry in ExportedEntry.Stream(snapshot, books, stop))
                {
                    text.Clear();
                    Append(text, entry, books);
                    await output.WriteAsync(text, stop);
                    if (++entries % EntriesPerProgress == 0) progress?.Report(entries);
                }

                await output.FlushAsync(stop);
                progress?.Report(entries);
                return entries;
            },
            stop);
    }

    private static string Directives(ReportBooks books)
    {
        var text = new StringBuilder();
        text.Append("; ").Append(HledgerText.Clean(books.NameZh)).Append(' ').Append(HledgerText.Clean(books.NameEn))
            .Append(" (").Append(HledgerText.Clean(books.Code)).Append(")\n\n");
        // hledger wants a decimal mark in the directive even where there are no decimals.
        var sample = books.Currency.Exponent == 0 ? "1000." : $"1000.{new string('0', books.Currency.Exponent)}";
        text.Append("commodity ").Append(sample).Append(' ').Append(books.Currency.Code).Append("\n\n");
        foreach (var account in books.Accounts)
        {
            text.Append("account ").Append(account.Code).Append("  ; ");
            if (TypeOf(account.Type) is { } type) text.Append("type:").Append(type).Append(", ");
            text.Append("name:").Append(HledgerText.Tag(account.NameZh)).Append(' ').Append(HledgerText.Tag(account.NameEn)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Memorandum accounts have none of hledger's types: they are shown below the line there, too.</summary>
    private static string? TypeOf(AccountType type) => type switch
    {
        AccountType.Asset => "A",
        AccountType.Liability => "L",
        AccountType.NetAssets => "E",
        AccountType.Revenue => "R",
        AccountType.Expense => "X",
        AccountType.Memorandum => null,
        _ => throw new InvalidOperationException($"Unknown account type {type}."),
    };

    private static void Append(StringBuilder text, ExportedEntry entry, ReportBooks books)
    {
        text.Append('\n').Append(Date(entry.BookingDate));
        if (entry.ValueDate != entry.BookingDate) text.Append('=').Append(Date(entry.ValueDate));
        text.Append(" (").Append(entry.Reference.ToString()).Append(") ").Append(HledgerText.Clean(entry.Description));
        var tags = new List<string> { $"kind:{entry.Kind.ToString().ToLowerInvariant()}" };
        if (entry.Document is { } document)
            tags.Add(string.Create(CultureInfo.InvariantCulture, $"document:{document.Kind}/{document.Id}"));
        if (entry.Reverses is { } reversed) tags.Add($"reverses:{reversed}");
        text.Append("  ; ").AppendJoin(", ", tags).Append('\n');
        foreach (var posting in entry.Postings)
        {
            text.Append("    ").Append(posting.Account.Code).Append("    ")
                .Append(books.Money(posting.Amount).ToString()).Append(' ').Append(books.Currency.Code)
                .Append("  ; fund:").Append(HledgerText.Tag(posting.Fund.Code));
            if (posting.Party is { } party) text.Append(", party:").Append(HledgerText.Tag(party));
            if (posting.Venture is { } venture) text.Append(", venture:").Append(HledgerText.Tag(venture));
            text.Append('\n');
        }
    }

    private static string Date(LocalDate date) => LocalDatePattern.Iso.Format(date);
}

/// <summary>Other people's words made harmless inside a journal: they cannot begin a comment, a tag, a date or a line.</summary>
internal static class HledgerText
{
    /// <summary>For a description: one line, no comment, no payee separator.</summary>
    public static string Clean(string text) => Replace(text, character => character switch
    {
        ';' => '；',
        '|' => '｜',
        _ => character,
    });

    /// <summary>For a tag's value, which ends at a comma and in which brackets and colons could be dates and tags.</summary>
    public static string Tag(string text) => Replace(text, character => character switch
    {
        ';' => '；',
        ',' => '，',
        ':' => '：',
        '[' => '［',
        ']' => '］',
        _ => character,
    });

    private static string Replace(string text, Func<char, char> replacement)
    {
        var cleaned = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            // Line and paragraph separators are not control characters, yet end a line for some readers.
            cleaned.Append(char.IsControl(character) || character is '\u2028' or '\u2029' ? ' ' : replacement(character));
        }

        return cleaned.ToString().Trim();
    }
}
