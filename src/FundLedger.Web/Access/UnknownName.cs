using FundLedger.Data.Access;
using Microsoft.AspNetCore.Identity;

namespace FundLedger.Web.Access;

/// <summary>Makes a name that does not exist cost the same work as one that does, so that the clock does not tell them apart.</summary>
internal sealed class UnknownName
{
    private string? hash;

    /// <param name="hasher">The one that checks everybody's password, so that the work is the same.</param>
    public void Check(IPasswordHasher<SignIn> hasher, string password)
    {
        var nobody = new SignIn();
        hash ??= hasher.HashPassword(nobody, "nobody's password");
        hasher.VerifyHashedPassword(nobody, hash, password);
    }
}
