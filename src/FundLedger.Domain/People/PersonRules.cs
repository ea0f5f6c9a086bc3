namespace FundLedger.Domain.People;

/// <summary>What a person must meet before being added.</summary>
public static class PersonRules
{
    public const int MaximumDisplayNameLength = 100;
    public const int MinimumSignInNameLength = 3;
    public const int MaximumSignInNameLength = 64;
    public const int MaximumEmailLength = 200;
    private const int MaximumLocalPartLength = 64;

    /// <summary>Names that are addresses of pages, or the scheduler's.</summary>
    private static readonly string[] Reserved = [Person.Scheduler, "new"];

    /// <summary>
    /// Small letters a to z, digits and <c>-._@+</c>, the first a letter or digit: names that differ only in case would be one
    /// name to a person and two to the books.
    /// </summary>
    public static Refusal? Check(string signInName, string displayName)
    {
        ArgumentNullException.ThrowIfNull(signInName);
        ArgumentNullException.ThrowIfNull(displayName);
        if (signInName.Length is < MinimumSignInNameLength or > MaximumSignInNameLength
            || !IsLetterOrDigit(signInName[0]) || !signInName.All(letter => IsLetterOrDigit(letter) || "-._@+".Contains(letter))
            || Reserved.Contains(signInName))
        {
            return PersonRefusals.PersonSignInNameNotUsable(signInName);
        }

        if (string.IsNullOrWhiteSpace(displayName)) return PersonRefusals.PersonDisplayNameMissing();
        return displayName.Length > MaximumDisplayNameLength
            ? PersonRefusals.PersonDisplayNameTooLong(displayName.Length, MaximumDisplayNameLength)
            : null;
    }

    /// <summary>What was typed as it is kept: without blanks around it; null for nothing.</summary>
    public static string? EmailOf(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();

    /// <summary>
    /// One plain address, <c>local@host.domain</c> in ASCII (RFC 5321 §4.1.2 without quoted strings and address literals): no name, no
    /// second address, no line end that would begin a header of its own. Null is an address, too: none.
    /// </summary>
    public static Refusal? CheckEmail(string? email)
    {
        if (email is null) return null;
        var at = email.IndexOf('@', StringComparison.Ordinal);
        return email.Length <= MaximumEmailLength && at is > 0 and <= MaximumLocalPartLength
            && AreDotted(email[..at], IsAtomText) && email.LastIndexOf('.') > at && AreDotted(email[(at + 1)..], IsHostText)
            ? null
            : PersonRefusals.PersonEmailNotUsable(email);
    }

    private static bool AreDotted(string text, Func<char, bool> permitted) =>
        text.Split('.').All(part => part.Length > 0 && part[0] != '-' && part[^1] != '-' && part.All(permitted));

    private static bool IsAtomText(char letter) => char.IsAsciiLetterOrDigit(letter) || "!#$%&'*+-/=?^_`{|}~".Contains(letter);

    private static bool IsHostText(char letter) => char.IsAsciiLetterOrDigit(letter) || letter == '-';

    private static bool IsLetterOrDigit(char letter) => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9');
}

/// <summary>Every way adding, inviting and disabling a person is refused.</summary>
public static class PersonRefusals
{
    public static Refusal PersonSignInNameNotUsable(string name) => new(nameof(PersonSignInNameNotUsable), name);

    public static Refusal PersonDisplayNameMissing() => new(nameof(PersonDisplayNameMissing));

    public static Refusal PersonDisplayNameTooLong(int length, int limit) => new(nameof(PersonDisplayNameTooLong), length, limit);

    public static Refusal PersonEmailNotUsable(string email) => new(nameof(PersonEmailNotUsable), email);

    public static Refusal PersonThereAlready(string name) => new(nameof(PersonThereAlready), name);

    public static Refusal PersonNotFound(string name) => new(nameof(PersonNotFound), name);

    public static Refusal PersonDisabled(string person) => new(nameof(PersonDisabled), person);

    /// <summary>There is no link to give to somebody who signs in already.</summary>
    public static Refusal PersonHasSignedIn(string person) => new(nameof(PersonHasSignedIn), person);

    /// <summary>How a person signs in is decided by the dedicated account that brought them into the database, and by no other.</summary>
    public static Refusal PersonOfAnotherAccount(string person) => new(nameof(PersonOfAnotherAccount), person);

    /// <summary>Nobody else could let anybody in any more.</summary>
    public static Refusal LastAdministrator(string person) => new(nameof(LastAdministrator), person);
}
