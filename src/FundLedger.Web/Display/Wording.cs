using System.Globalization;
using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Donations;
using FundLedger.Domain.Jobs;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Payees;
using FundLedger.Domain.People;
using FundLedger.Domain.Receipts;
using FundLedger.Domain.Returns;
using FundLedger.Domain.Screening;
using FundLedger.Domain.Vouchers;
using FundLedger.Web.Texts;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace FundLedger.Web.Display;

/// <summary>Figures, dates and refusals as the reader's language writes them.</summary>
public sealed class Wording(IStringLocalizer<Refusals> refusals, IStringLocalizer<Words> words)
{
    private static CultureInfo Reader => CultureInfo.CurrentUICulture;

    /// <summary>The sentence for a refusal; one without a text shows its code and arguments rather than nothing.</summary>
    public string Refusal(Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        var sentence = refusals[refusal.Code];
        return sentence.ResourceNotFound
            ? refusal.ToString()
            : string.Format(Reader, sentence.Value, [.. refusal.Arguments.Select(Argument)]);
    }

    /// <summary>A state, step or duty in the reader's words (text <c>Term…</c>); anything else as it is.</summary>
    public string Term(string name) => words["Term" + name] is { ResourceNotFound: false } word ? word.Value : name;

    public string Term(Enum value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return words[Prefix(value) + value] is { ResourceNotFound: false } word ? word.Value : value.ToString();
    }

    /// <summary>A state, step or duty inside a sentence: there English writes it small.</summary>
    public string TermInside(Enum value)
    {
        var term = Term(value);
        return term is [var first, var second, ..] && char.IsUpper(first) && char.IsLower(second)
            ? char.ToLower(first, CultureInfo.InvariantCulture) + term[1..]
            : term;
    }

    /// <summary>The result of a run of a job: a text of its own (<c>JobSays…</c>), or a refusal's.</summary>
    public string JobMessage(JobMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var own = words["JobSays" + message.Code, message.Arguments];
        return own.ResourceNotFound ? Refusal(new Refusal(message.Code, message.Arguments)) : own.Value;
    }

    /// <summary>A role's name; an unknown code as it is.</summary>
    public static string Role(string code) => Domain.People.Role.Find(code) is { } role
        ? Languages.IsChinese(Reader) ? role.Chinese : role.English
        : code;

    /// <summary>Of a name kept in both languages, the reader's.</summary>
    public static string Name(string chinese, string english) => Languages.IsChinese(Reader) ? chinese : english;

    /// <summary><c>1,234,567</c>; the sign in front, the currency's digits after the point.</summary>
    public static string Money(Money amount)
    {
        var plain = amount.ToString();
        var start = plain.StartsWith('-') ? 1 : 0;
        var end = plain.IndexOf('.', StringComparison.Ordinal) is var point && point < 0 ? plain.Length : point;
        for (var place = end - 3; place > start; place -= 3) plain = plain.Insert(place, ",");
        return start == 1 ? "\u2212" + plain[1..] : plain;
    }

    /// <summary>
    /// A large figure in short: 億/萬 in Chinese, M/K in English, at most two decimals, cut and not rounded up;
    /// show the exact one beside or in the title.
    /// </summary>
    public static string ShortMoney(Money amount)
    {
        var major = decimal.Parse(amount.ToString(), CultureInfo.InvariantCulture);
        (decimal Unit, string Name)[] units = Languages.IsChinese(Reader)
            ? [(100_000_000m, "億"), (10_000m, "萬")]
            : [(1_000_000_000m, "B"), (1_000_000m, "M"), (1_000m, "K")];
        foreach (var (unit, name) in units)
        {
            if (Math.Abs(major) < unit) continue;
            var short_ = decimal.Truncate(major / unit * 100m) / 100m;
            return short_.ToString("#,##0.##", CultureInfo.InvariantCulture).Replace('-', '\u2212') + name;
        }

        return Money(amount);
    }

    /// <summary>Hundredths of a percent as percent, without the sign: <c>550</c> is <c>5.5</c>.</summary>
    public static string Percent(int basisPoints) => (basisPoints / 100m).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary><c>115年11月21日</c> in Chinese (before 1912: 民國前), <c>2026-11-21</c> in English.</summary>
    public static string Date(LocalDate date)
    {
        if (!Languages.IsChinese(Reader)) return Iso(date);
        var year = date.Year - RepublicCalendar.YearOffset;
        return year > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{year}年{date.Month}月{date.Day}日")
            : string.Create(CultureInfo.InvariantCulture, $"民國前{1 - year}年{date.Month}月{date.Day}日");
    }

    /// <summary>As it is typed: <c>115/11/26</c> or <c>2026-11-26</c>.</summary>
    public static string ShortDate(LocalDate date) => Languages.IsChinese(Reader) && date.Year > RepublicCalendar.YearOffset
        ? string.Create(CultureInfo.InvariantCulture, $"{date.Year - RepublicCalendar.YearOffset}/{date.Month:00}/{date.Day:00}")
        : Iso(date);

    /// <summary>A change: with its sign also where it is one for the better; ±0 where nothing has changed.</summary>
    public static string Change(Money change) => change.IsZero ? "±0" : change.IsNegative ? Money(change) : "+" + Money(change);

    /// <summary>Fiscal or calendar year: <c>115年</c> or <c>2026</c>.</summary>
    public static string Year(int year) => Languages.IsChinese(Reader) && year > RepublicCalendar.YearOffset
        ? string.Create(CultureInfo.InvariantCulture, $"{year - RepublicCalendar.YearOffset}年")
        : year.ToString(CultureInfo.InvariantCulture);

    /// <summary>Date and time in Taipei, to the minute.</summary>
    public static string Time(Instant instant)
    {
        var local = instant.InZone(BooksTimeZone.Taipei).LocalDateTime;
        return string.Create(CultureInfo.InvariantCulture, $"{Date(local.Date)} {local.Hour:00}:{local.Minute:00}");
    }

    public static string Iso(LocalDate date) => NodaTime.Text.LocalDatePattern.Iso.Format(date);

    /// <summary>
    /// Values of different enumerations that have one name have different words; the ones without a prefix of their own
    /// share theirs.
    /// </summary>
    private static string Prefix(Enum value) => value switch
    {
        AccessChangeState or AccessChangeTrigger or AccessChangeKind => "TermAccessChange",
        ContributionState => "TermContribution",
        DrawDownState or DrawDownTrigger => "TermDrawDown",
        DesignationKind => "TermDesignation",
        DocumentKind => "TermDocument",
        DonationState or DonationTrigger => "TermDonation",
        DonorPublicity => "TermPublicity",
        ExpectedReturnState => "Return",
        GiftRefundState or GiftRefundTrigger => "TermGiftRefund",
        LinePartKind => "PartKind",
        LotKind => "TermLot",
        ManualVoucherState or ManualVoucherTrigger or ManualVoucherPurpose => "TermManualVoucher",
        PartyKind => "TermParty",
        PersonState => "TermPerson",
        PayeeAccountChangeState or PayeeAccountChangeTrigger => "TermPayeeChange",
        ReceiptState => "TermReceipt",
        ScreeningList => "TermScreeningList",
        ScreeningMatch => "TermMatch",
        ScreeningOutcome => "TermScreening",
        ScreeningRuleKind => "TermRule",
        SourceKind => "TermSource",
        StatementLineState => "Line",
        TaxClass => "TermTaxClass",
        VoucherKind => "TermVoucher",
        _ => "Term",
    };

    private object Argument(object argument) => argument switch
    {
        Money amount => Money(amount),
        LocalDate date => Date(date),
        Instant instant => Time(instant),
        Refusal inner => Refusal(inner),
        Enum value => TermInside(value),
        Role role => Role(role.Code),
        decimal number => number.ToString("#,##0.####", CultureInfo.InvariantCulture),
        _ => argument,
    };
}
