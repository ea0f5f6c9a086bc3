using System.Globalization;
using System.Text.Json;
using FundLedger.Data.Access;
using FundLedger.Domain;
using FundLedger.Domain.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.Web.Access;

/// <summary>
/// Writes the security log through a database context of its own, so that what a rolled-back ledger transaction
/// refused stays on record. Who and from where is taken from the request.
/// </summary>
public sealed class SecurityLog(IDbContextFactory<AccessDb> database, IHttpContextAccessor request, IClock clock)
{
    public const string SignInSucceeded = nameof(SignInSucceeded);
    public const string SignInFailed = nameof(SignInFailed);
    public const string SignInLockedOut = nameof(SignInLockedOut);
    public const string SecondFactorFailed = nameof(SecondFactorFailed);
    public const string RecoveryCodeUsed = nameof(RecoveryCodeUsed);
    public const string SignedOut = nameof(SignedOut);
    public const string SecondFactorEnrolled = nameof(SecondFactorEnrolled);
    public const string PasswordChanged = nameof(PasswordChanged);
    public const string AccessDenied = nameof(AccessDenied);
    public const string InvitationAccepted = nameof(InvitationAccepted);
    public const string FirstBooksOpened = nameof(FirstBooksOpened);

    private const int LongestName = 256;

    /// <summary>An event of the signed-in person (or of nobody).</summary>
    public Task Record(string code, params object[] arguments) =>
        RecordAs(SignedInName, code, arguments);

    /// <summary>A refusal shown to the signed-in person.</summary>
    public Task Record(Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return Record(refusal.Code, refusal.Arguments);
    }

    /// <summary>
    /// A refusal of the write path: under the signed-in name, or that of the person as whom a command wrote. What is shown of a
    /// person does not tell one from another.
    /// </summary>
    public Task RecordFor(Actor actor, Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(refusal);
        var name = SignedInName ?? actor.SignInName ?? FormattableString.Invariant($"person/{actor.PersonId}");
        return RecordAs(name, refusal.Code, refusal.Arguments);
    }

    private string? SignedInName => request.HttpContext?.User.FindFirst(SignedInPerson.SignInNameClaim)?.Value;

    /// <summary>An event under a name that is not signed in (yet), as typed.</summary>
    public async Task RecordAs(string? signInName, string code, params object[] arguments)
    {
        await using var db = await database.CreateDbContextAsync();
        db.SecurityEvents.Add(new SecurityEvent
        {
            OccurredAt = clock.GetCurrentInstant(),
            SignInName = signInName is null ? null : StorableText.Cut(signInName, LongestName),
            Code = code,
            Arguments = JsonSerializer.Serialize(arguments.Select(argument => Convert.ToString(argument, CultureInfo.InvariantCulture))),
            Address = request.HttpContext?.Connection.RemoteIpAddress?.ToString(),
        });
        // Not cancelled with the request: who aborts the connection is still written down.
        await db.SaveChangesAsync();
    }
}
