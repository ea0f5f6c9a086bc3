using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FundLedger.Data.Access;
using Microsoft.AspNetCore.Identity;
using NodaTime;

namespace FundLedger.Web.Access;

/// <summary>
/// One-time codes by RFC 6238 (SHA-1, 30 seconds, six digits: what authenticator apps speak). In place of the
/// framework's provider because that one accepts the same code twice; here a used step is refused (§5.2).
/// </summary>
internal sealed class OneTimeCodes(IClock clock) : IUserTwoFactorTokenProvider<SignIn>
{
    private const int StepSeconds = 30;
    private const int Digits = 6;

    /// <summary>Steps a phone's clock may be off, each way.</summary>
    private const int Tolerance = 1;

    public Task<string> GenerateAsync(string purpose, UserManager<SignIn> manager, SignIn user) => Task.FromResult("");

    public async Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<SignIn> manager, SignIn user) =>
        !string.IsNullOrEmpty(await manager.GetAuthenticatorKeyAsync(user));

    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<SignIn> manager, SignIn user)
    {
        if (await manager.GetAuthenticatorKeyAsync(user) is not { Length: > 0 } key) return false;
        var now = clock.GetCurrentInstant().ToUnixTimeSeconds() / StepSeconds;
        for (var step = now - Tolerance; step <= now + Tolerance; step++)
        {
            if (!Matches(Code(key, step), token)) continue;
            if (step <= user.LastTotpStep) return false;
            user.LastTotpStep = step;
            // The row's concurrency stamp lets one of two simultaneous uses win.
            return (await manager.UpdateAsync(user)).Succeeded;
        }

        return false;
    }

    /// <summary>The code of one step for a Base32 key.</summary>
    internal static string Code(string base32Key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // RFC 6238 names HMAC-SHA-1, and authenticator apps implement only that.
        HMACSHA1.HashData(FromBase32(base32Key), counter, hash);
#pragma warning restore CA5350
        var offset = hash[^1] & 0x0F;
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[offset..]) & int.MaxValue;
        return (number % 1_000_000).ToString("D" + Digits, CultureInfo.InvariantCulture);
    }

    private static bool Matches(string code, string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(code), Encoding.ASCII.GetBytes(given));

    private static byte[] FromBase32(string text)
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bytes = new List<byte>(text.Length * 5 / 8);
        int buffer = 0, bits = 0;
        foreach (var character in text.TrimEnd('='))
        {
            buffer = ((buffer << 5) | alphabet.IndexOf(char.ToUpperInvariant(character), StringComparison.Ordinal)) & 0xFFF;
            bits += 5;
            if (bits < 8) continue;
            bits -= 8;
            bytes.Add((byte)((buffer >> bits) & 0xFF));
        }

        return [.. bytes];
    }
}
