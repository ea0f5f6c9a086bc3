using System.Data.Common;
using FundLedger.Data.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Options;

namespace FundLedger.IntegrationTests.Access;

/// <summary>Writes down what signing in costs: every comparison with a hash, with the work that the hash asks for.</summary>
internal sealed class CountingHasher(IOptions<PasswordHasherOptions> options, CountedWork work) : PasswordHasher<SignIn>(options)
{
    /// <summary>Version 3 of the framework's format: one byte, then number of the function, iterations and salt length.</summary>
    private const int WorkBytes = 13;

    public override PasswordVerificationResult VerifyHashedPassword(SignIn user, string hashedPassword, string providedPassword)
    {
        work.Add("hash " + Convert.ToHexString(Convert.FromBase64String(hashedPassword).AsSpan(0, WorkBytes)));
        return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
    }
}

/// <summary>What was done, in order.</summary>
internal sealed class CountedWork : DbCommandInterceptor
{
    private readonly List<string> steps = [];

    public void Add(string step)
    {
        lock (steps) steps.Add(step);
    }

    public IReadOnlyList<string> Take()
    {
        lock (steps)
        {
            string[] taken = [.. steps];
            steps.Clear();
            return taken;
        }
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default)
    {
        Add(command.CommandText);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Add(command.CommandText);
        return ValueTask.FromResult(result);
    }
}
