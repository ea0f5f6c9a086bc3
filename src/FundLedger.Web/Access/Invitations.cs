using System.Security.Cryptography;
using FundLedger.Data.Access;
using FundLedger.Domain;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.Web.Access;

/// <summary>
/// The links by which invited people set a password: one open link for each person, for a week and once. The token is in the link
/// alone; the database knows its hash.
/// </summary>
internal sealed class Invitations(IDbContextFactory<AccessDb> database, IServiceProvider services, IClock clock)
{
    public const string Path = "/account/invitation";
    public static readonly Duration Lifetime = Duration.FromDays(7);

    private const int TokenBytes = 32;

    /// <summary>In whose dedicated account; it may not be open yet when this object is made.</summary>
    private long Account => services.GetRequiredService<ServedAccount>().Id;

    /// <summary>The address of a link on a host, for people to open.</summary>
    public static string Link(string host, string token) => $"{host.TrimEnd('/')}{Path}?token={token}";

    /// <summary>The token in a link; what is no link as it is.</summary>
    public static string TokenOf(string link)
    {
        const string Mark = "?token=";
        var start = link.LastIndexOf(Mark, StringComparison.Ordinal);
        return start < 0 ? link.Trim() : link[(start + Mark.Length)..].Trim();
    }

    /// <summary>
    /// A new link. What the person had before opens nothing any more: earlier links, password, second factor, recovery codes
    /// and sessions.
    /// </summary>
    public async Task<IssuedLink> Issue(long personId, CancellationToken stop)
    {
        var token = RandomNumberGenerator.GetBytes(TokenBytes);
        var (account, now) = (Account, clock.GetCurrentInstant());
        await using var db = await database.CreateDbContextAsync(stop);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.Invitations.Where(row => row.PersonId == personId && row.UsedAt == null && row.ReplacedAt == null)
            .ExecuteUpdateAsync(row => row.SetProperty(link => link.ReplacedAt, now), stop);
        db.Invitations.Add(new Invitation
        {
            AccountId = account,
            PersonId = personId,
            TokenHash = SHA256.HashData(token),
            IssuedAt = now,
            ExpiresAt = now + Lifetime,
        });
        await db.SaveChangesAsync(stop);
        await db.UserTokens.Where(row => db.Users.Any(signIn => signIn.Id == row.UserId && signIn.PersonId == personId))
            .ExecuteDeleteAsync(stop);
        await db.Users.Where(row => row.PersonId == personId).ExecuteUpdateAsync(row => row
            .SetProperty(signIn => signIn.PasswordHash, (string?)null).SetProperty(signIn => signIn.TwoFactorEnabled, false)
            .SetProperty(signIn => signIn.SecurityStamp, Convert.ToHexString(RandomNumberGenerator.GetBytes(TokenBytes / 2)))
            .SetProperty(signIn => signIn.SessionsEndedAt, now), stop);
        await transaction.CommitAsync(stop);
        var person = await services.GetRequiredService<PeopleDirectory>().FindPerson(personId, stop)
            ?? throw new InvalidOperationException("A link was made for nobody in the books.");
        return new IssuedLink(person.SignInName, person.DisplayName, person.Email, Convert.ToHexStringLower(token));
    }

    /// <summary>The open link of a token. Refused: InvitationUnknown, InvitationUsed, InvitationReplaced, InvitationExpired.</summary>
    public async Task<Result<Invitation>> Find(string? token, CancellationToken stop)
    {
        if (HashOf(token) is not { } hash) return AccessRefusals.InvitationUnknown();
        var account = Account;
        await using var db = await database.CreateDbContextAsync(stop);
        var found = await db.Invitations.AsNoTracking()
            .SingleOrDefaultAsync(row => row.TokenHash == hash && row.AccountId == account, stop);
        if (found is null) return AccessRefusals.InvitationUnknown();
        if (found.UsedAt is not null) return AccessRefusals.InvitationUsed();
        if (found.ReplacedAt is not null) return AccessRefusals.InvitationReplaced();
        return found.ExpiresAt <= clock.GetCurrentInstant() ? AccessRefusals.InvitationExpired() : found;
    }

    /// <summary>Ends every session of a person that has begun by now.</summary>
    public async Task EndSessions(long personId, CancellationToken stop)
    {
        var now = clock.GetCurrentInstant();
        await using var db = await database.CreateDbContextAsync(stop);
        await db.Users.Where(row => row.PersonId == personId)
            .ExecuteUpdateAsync(row => row.SetProperty(signIn => signIn.SessionsEndedAt, now), stop);
    }

    private static byte[]? HashOf(string? token) =>
        token?.Length == TokenBytes * 2 && token.All(char.IsAsciiHexDigit) ? SHA256.HashData(Convert.FromHexString(token)) : null;
}
