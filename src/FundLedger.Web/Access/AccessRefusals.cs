using FundLedger.Domain;
using Microsoft.AspNetCore.Identity;

namespace FundLedger.Web.Access;

/// <summary>The refusals of signing in. Codes are the method names.</summary>
internal static class AccessRefusals
{
    public static Refusal SignInNotRecognised() => new(nameof(SignInNotRecognised));

    public static Refusal SignInPaused(int minutes) => new(nameof(SignInPaused), minutes);

    public static Refusal OneTimeCodeNotAccepted() => new(nameof(OneTimeCodeNotAccepted));

    public static Refusal RecoveryCodeNotAccepted() => new(nameof(RecoveryCodeNotAccepted));

    public static Refusal PasswordNotRecognised() => new(nameof(PasswordNotRecognised));

    public static Refusal PasswordsDiffer() => new(nameof(PasswordsDiffer));

    public static Refusal PasswordTooShort(int length) => new(nameof(PasswordTooShort), length);

    public static Refusal PasswordTooLong(int length) => new(nameof(PasswordTooLong), length);

    public static Refusal PasswordTooUniform(int distinctCharacters) => new(nameof(PasswordTooUniform), distinctCharacters);

    public static Refusal PasswordContainsName() => new(nameof(PasswordContainsName));

    public static Refusal InvitationUnknown() => new(nameof(InvitationUnknown));

    public static Refusal InvitationUsed() => new(nameof(InvitationUsed));

    public static Refusal InvitationReplaced() => new(nameof(InvitationReplaced));

    public static Refusal InvitationExpired() => new(nameof(InvitationExpired));

    public static Refusal SignInNameTaken() => new(nameof(SignInNameTaken));

    public static Refusal SignInNameNotUsable() => new(nameof(SignInNameNotUsable));

    /// <summary>The framework's complaint as one of ours; one it should never make here is a bug.</summary>
    public static Refusal Of(IdentityError error) => error.Code switch
    {
        nameof(IdentityErrorDescriber.PasswordTooShort) => PasswordTooShort(AccessRegistration.PasswordLength),
        nameof(IdentityErrorDescriber.PasswordRequiresUniqueChars) => PasswordTooUniform(AccessRegistration.DistinctCharacters),
        GuessablePasswords.Code => PasswordContainsName(),
        nameof(IdentityErrorDescriber.PasswordMismatch) => PasswordNotRecognised(),
        nameof(IdentityErrorDescriber.DuplicateUserName) => SignInNameTaken(),
        nameof(IdentityErrorDescriber.InvalidUserName) => SignInNameNotUsable(),
        _ => throw new InvalidOperationException($"Sign-in refused for an unforeseen reason: {error.Code} {error.Description}"),
    };
}
