using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime.Text;

namespace FundLedger.Domain.Banking.Statements;

/// <summary>A line with the pair that names it for ever: the same line in any later file gets the same pair.</summary>
/// <param name="Statement">The statement it was read from.</param>
/// <param name="Entry">The line.</param>
/// <param name="Identity">See <see cref="StatementEntry.Identity"/>.</param>
/// <param name="Ordinal">1 for the first of equal lines on one account and booking date, 2 for the next, and so on.</param>
public sealed record IdentifiedEntry(BankStatement Statement, StatementEntry Entry, string Identity, int Ordinal);

/// <summary>
/// Names lines so that a file which overlaps an earlier one adds nothing. Account and booking date are part of the
/// identity, so equal lines are counted per account and day: a file that starts later still counts each day from one.
/// This rests on files that hold whole booking days; a file cut in the middle of a day shows as a gap between the
/// closing balance of one statement and the opening balance of the next.
/// </summary>
public static class StatementIdentity
{
    private const byte EncodingVersion = 1;

    /// <summary>
    /// The lines of a file, each with identity and ordinal. A statement the file carries twice (a duplicate the bank
    /// sent along) gets the same pairs again; it must carry a sequence number or move the balance to be taken for one.
    /// </summary>
    public static IReadOnlyList<IdentifiedEntry> Identify(IReadOnlyList<BankStatement> statements)
    {
        ArgumentNullException.ThrowIfNull(statements);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var seen = new Dictionary<BankStatement, IReadOnlyList<IdentifiedEntry>>();
        var identified = new List<IdentifiedEntry>(statements.Sum(statement => statement.Entries.Count));
        foreach (var statement in statements)
        {
            if (!seen.TryGetValue(statement, out var lines))
            {
                lines = Count(statement, counts);
                if (statement.SequenceNumber is not null || statement.Opening != statement.Closing) seen.Add(statement, lines);
            }

            identified.AddRange(lines);
        }

        return identified;
    }

    internal static string Of(string account, StatementEntry entry)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([EncodingVersion]);
        Append(hash, StatementRules.NormalisedAccount(account));
        Append(hash, LocalDatePattern.Iso.Format(entry.BookingDate));
        Append(hash, LocalDatePattern.Iso.Format(entry.ValueDate));
        Append(hash, Plain(entry.Amount));
        Append(hash, entry.Reference.Normalize(NormalizationForm.FormC));
        Append(hash, entry.Counterparty.Normalize(NormalizationForm.FormC));
        Append(hash, entry.Description.Normalize(NormalizationForm.FormC));
        Append(hash, entry.BankReference?.Normalize(NormalizationForm.FormC));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static List<IdentifiedEntry> Count(BankStatement statement, Dictionary<string, int> counts)
    {
        var lines = new List<IdentifiedEntry>(statement.Entries.Count);
        foreach (var entry in statement.Entries)
        {
            var identity = entry.Identity(statement.Account);
            var ordinal = counts.GetValueOrDefault(identity) + 1;
            counts[identity] = ordinal;
            lines.Add(new IdentifiedEntry(statement, entry, identity, ordinal));
        }

        return lines;
    }

    /// <summary>A bank may write 18.15 today and 18.150 tomorrow: the value counts, not its trailing zeros.</summary>
    private static string Plain(decimal amount) => amount.ToString("0.#############################", CultureInfo.InvariantCulture);

    /// <summary>Length first, so that no two different lists of fields share an encoding; -1 means "not given".</summary>
    private static void Append(IncrementalHash hash, string? field)
    {
        Span<byte> length = stackalloc byte[4];
        var bytes = field is null ? [] : Encoding.UTF8.GetBytes(field);
        BinaryPrimitives.WriteInt32BigEndian(length, field is null ? -1 : bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
