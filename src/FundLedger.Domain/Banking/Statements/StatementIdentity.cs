using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime.Text;

namespace FundLedger.Domain.Banking.Statements;

/// <summary>A line with the pair that names it for ever.</summary>
/// <param name="Statement">The statement it was read from.</param>
/// <param name="Entry">The line.</param>
/// <param name="Identity">See <see cref="StatementEntry.Identity"/>.</param>
/// <param name="Ordinal">1 for the first of equal stored lines on one account and booking date, 2 for the next, and so on.</param>
public sealed record IdentifiedEntry(BankStatement Statement, StatementEntry Entry, string Identity, int Ordinal);

/// <summary>
/// Names lines by everything the bank wrote about them. Which lines of a new file are known, <see cref="StatementChain"/> finds
/// by surer signs first; the name with its ordinal is what no two stored lines share.
/// </summary>
public static class StatementIdentity
{
    private const byte EncodingVersion = 1;

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
