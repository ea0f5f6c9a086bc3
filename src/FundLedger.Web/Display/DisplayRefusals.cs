using FundLedger.Domain;

namespace FundLedger.Web.Display;

/// <summary>Typed values that cannot be read. Codes are the method names.</summary>
internal static class DisplayRefusals
{
    public static Refusal DateNotReadable(string text) => new(nameof(DateNotReadable), text);

    public static Refusal DateDoesNotExist(string text) => new(nameof(DateDoesNotExist), text);

    public static Refusal InstantNotReadable(string text) => new(nameof(InstantNotReadable), text);

    public static Refusal ListTooLong(long rows, int most) => new(nameof(ListTooLong), rows, most);

    public static Refusal MoneyNotReadable(string text) => new(nameof(MoneyNotReadable), text);
}
