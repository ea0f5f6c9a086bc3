using FundLedger.Data.Access;
using FundLedger.Domain;
using Microsoft.AspNetCore.Identity;
using NodaTime;

namespace FundLedger.Web.Access;

/// <summary>Gives a person of the ledger a sign-in name and a first password.</summary>
public sealed class CreateSignIn(UserManager<SignIn> signIns, IClock clock)
{
    /// <summary>Refused: the password rules, a name that is taken or has characters outside letters, digits and <c>-._@+</c>.</summary>
    public async Task<Result<SignIn>> Run(string name, long personId, string password)
    {
        var signIn = new SignIn { UserName = name, PersonId = personId, CreatedAt = clock.GetCurrentInstant() };
        var created = await signIns.CreateAsync(signIn, password);
        return created.Succeeded ? signIn : AccessRefusals.Of(created.Errors.First());
    }
}
