using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using NodaTime;

namespace FundLedger.Domain.Banking;

/// <summary>
/// How a bank makes the numbers of virtual accounts (虛擬帳號) that all lead to one bank account of ours: an enterprise code, a serial
/// number of our own, and a check digit over both. Money paid to such a number says by it what it is for.
/// </summary>
public sealed class VirtualAccountProfile
{
    public long DedicatedAccountId { get; set; }

    public long Id { get; set; }

    public required string Code { get; init; }

    /// <summary>Where the money comes in.</summary>
    public long BankAccountId { get; init; }

    /// <summary>Given by the bank; digits.</summary>
    public required string EnterpriseCode { get; init; }

    /// <summary>Digits of the serial number.</summary>
    public int SerialDigits { get; init; }

    /// <summary>Weights of the digits from the first on, one digit each, repeating: <c>371</c>.</summary>
    public required string Weights { get; init; }

    /// <summary>2 to 10.</summary>
    public int Modulus { get; init; }

    /// <summary>The first day on which numbers are given by it.</summary>
    public LocalDate ValidFrom { get; init; }

    /// <summary>The last one; null: until further notice. Numbers that were given are recognised for ever.</summary>
    public LocalDate? ValidTo { get; set; }

    public int Length => EnterpriseCode.Length + SerialDigits + 1;

    public bool IsInForce(LocalDate day) => day >= ValidFrom && (ValidTo is not { } last || day <= last);

    /// <summary>The number with this serial number, from 1; null when it has more digits than there are.</summary>
    public string? Number(long serial)
    {
        var digits = serial.ToString(CultureInfo.InvariantCulture).PadLeft(SerialDigits, '0');
        if (serial < 1 || digits.Length > SerialDigits) return null;
        var body = EnterpriseCode + digits;
        return body + CheckDigit(body).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The serial number of a number of this profile; null for any other text, also for one with a wrong check digit.</summary>
    public long? SerialOf(string number)
    {
        ArgumentNullException.ThrowIfNull(number);
        if (number.Length != Length || !number.All(char.IsAsciiDigit) || !number.StartsWith(EnterpriseCode, StringComparison.Ordinal))
            return null;
        if (CheckDigit(number[..^1]) != number[^1] - '0') return null;
        return long.Parse(number.AsSpan(EnterpriseCode.Length, SerialDigits), NumberStyles.None, CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// The numbers of these profiles anywhere in the text, each once: digits standing alone, full-width or not, blanks and hyphens
    /// between their parts or not.
    /// </summary>
    public static IReadOnlyList<string> FindIn(IReadOnlyCollection<VirtualAccountProfile> profiles, string text)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        ArgumentNullException.ThrowIfNull(text);
        if (profiles.Count == 0) return [];
        var plain = text.Normalize(NormalizationForm.FormKC);
        return
        [
            .. profiles.SelectMany(profile => profile.Pattern().Matches(plain)
                .Select(match => string.Concat(match.Value.Where(char.IsAsciiDigit)))
                .Where(number => profile.SerialOf(number) is not null)).Distinct(StringComparer.Ordinal),
        ];
    }

    /// <summary>(m − Σ(digit × weight mod m) mod m) mod m.</summary>
    private int CheckDigit(string body)
    {
        var sum = 0;
        for (var at = 0; at < body.Length; at++) sum += (body[at] - '0') * (Weights[at % Weights.Length] - '0') % Modulus;
        return (Modulus - (sum % Modulus)) % Modulus;
    }

    private Regex Pattern() => new(
        $"(?<![0-9]){EnterpriseCode}[- ]?[0-9]{{{SerialDigits.ToString(CultureInfo.InvariantCulture)}}}[- ]?[0-9](?![0-9])",
        RegexOptions.CultureInvariant);
}

/// <summary>What a profile must meet.</summary>
public static class VirtualAccountRules
{
    private const int ShortestNumber = 8;
    private const int LongestNumber = 16;
    private const int LeastSerialDigits = 3;

    /// <summary>Refused: <see cref="VirtualAccountRefusals"/>, in their order.</summary>
    public static Refusal? Check(
        string enterpriseCode, int serialDigits, string weights, int modulus, LocalDate from, LocalDate? to)
    {
        ArgumentNullException.ThrowIfNull(enterpriseCode);
        ArgumentNullException.ThrowIfNull(weights);
        var length = enterpriseCode.Length + serialDigits + 1;
        if (serialDigits < LeastSerialDigits || length is < ShortestNumber or > LongestNumber)
            return VirtualAccountRefusals.VirtualAccountLengthNotValid(length, ShortestNumber, LongestNumber);
        if (weights.Length > LongestNumber || weights.All(weight => weight == '0') || !weights.All(char.IsAsciiDigit))
            return VirtualAccountRefusals.VirtualAccountWeightsNotValid(weights);
        if (modulus is < 2 or > 10) return VirtualAccountRefusals.VirtualAccountModulusNotValid(modulus);
        return to < from ? VirtualAccountRefusals.VirtualAccountEndsBeforeItBegins(from, to.Value) : null;
    }
}

/// <summary>Why a profile is not entered. Codes are the method names.</summary>
public static class VirtualAccountRefusals
{
    public static Refusal VirtualAccountLengthNotValid(int length, int shortest, int longest) =>
        new(nameof(VirtualAccountLengthNotValid), length, shortest, longest);

    public static Refusal VirtualAccountWeightsNotValid(string weights) => new(nameof(VirtualAccountWeightsNotValid), weights);

    public static Refusal VirtualAccountModulusNotValid(int modulus) => new(nameof(VirtualAccountModulusNotValid), modulus);

    public static Refusal VirtualAccountEndsBeforeItBegins(LocalDate from, LocalDate to) =>
        new(nameof(VirtualAccountEndsBeforeItBegins), from, to);
}
