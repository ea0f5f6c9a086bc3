using FundLedger.Data.Access;
using Microsoft.AspNetCore.Identity;

namespace FundLedger.Web.Access;

/// <summary>Refuses a password that holds the sign-in name: the first one a guesser tries (NIST SP 800-63B §3.1.1.2).</summary>
internal sealed class GuessablePasswords : IPasswordValidator<SignIn>
{
    public const string Code = "PasswordContainsName";

    /// <summary>A shorter name occurs in passwords by chance.</summary>
    private const int ShortestName = 4;

    public Task<IdentityResult> ValidateAsync(UserManager<SignIn> manager, SignIn user, string? password) =>
        Task.FromResult(
            user.UserName is { Length: >= ShortestName } name && password?.Contains(name, StringComparison.OrdinalIgnoreCase) == true
            ? IdentityResult.Failed(new IdentityError { Code = Code })
            : IdentityResult.Success);
}
