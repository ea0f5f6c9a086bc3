using System.Globalization;
using FundLedger.Domain;

namespace FundLedger.PostgreSql.Embedded;

/// <summary>
/// The operating-system account PostgreSQL runs as: ourselves, or, because PostgreSQL refuses to run as root,
/// the owner of the existing data, else <c>postgres</c>, else <c>nobody</c>.
/// </summary>
/// <param name="Name">The name peer authentication sees.</param>
/// <param name="User">User number.</param>
/// <param name="Group">Group number.</param>
/// <param name="Prefix">The words before a command that run it as this account; empty when it is ourselves.</param>
internal sealed record OperatingAccount(string Name, int User, int Group, IReadOnlyList<string> Prefix)
{
    public bool IsOurselves => Prefix.Count == 0;

    public IEnumerable<string> Command(params string[] words) => [.. Prefix, .. words];

    /// <summary>
    /// Refused with <see cref="EmbeddedRefusals.DataFolderOfSomebodyElse"/> and
    /// <see cref="EmbeddedRefusals.RootNotDropped"/>.
    /// </summary>
    public static async Task<Result<OperatingAccount>> For(string? existingData, CancellationToken stop)
    {
        var owner = existingData is null ? null : await OwnerOf(existingData, stop);
        var ourselves = (int)Unix.EffectiveUser();
        if (ourselves != 0)
        {
            if (owner is not null && owner.User != ourselves)
                return EmbeddedRefusals.DataFolderOfSomebodyElse(existingData!, owner.Name);
            return new OperatingAccount(Environment.UserName, ourselves, 0, []);
        }
        var account = owner is { User: not 0 } ? owner : await Named("postgres", stop) ?? await Named("nobody", stop);
        if (account is null)
            return EmbeddedRefusals.RootNotDropped("postgres");
        foreach (var prefix in WaysToDropRoot(account))
        {
            if ((await Unix.Run([.. prefix, "true"], stop)).Succeeded)
                return account with { Prefix = prefix };
        }
        return EmbeddedRefusals.RootNotDropped(account.Name);
    }

    /// <summary>Gives a file or a folder we made as root to this account.</summary>
    public async Task Give(string path, CancellationToken stop)
    {
        if (!IsOurselves)
            await Unix.Run(["chown", "-Rh", $"{User}:{Group}", path], stop);
    }

    /// <summary>Whether the account itself can pass through the folder; the kernel answers, so access lists count too.</summary>
    public async Task<bool> CanEnter(string folder, CancellationToken stop) =>
        IsOurselves || (await Unix.Run(Command("test", "-x", folder), stop)).Succeeded;

    public static async Task<OperatingAccount?> OwnerOf(string path, CancellationToken stop)
    {
        string[] command = OperatingSystem.IsMacOS() ? ["stat", "-f", "%u %g %Su", path] : ["stat", "-c", "%u %g %U", path];
        var answer = await Unix.Run(command, stop);
        var words = answer.Output.Trim().Split(' ', 3);
        return answer.Succeeded ? new OperatingAccount(words[2], Number(words[0]), Number(words[1]), []) : null;
    }

    private static async Task<OperatingAccount?> Named(string name, CancellationToken stop)
    {
        var user = await Unix.Run(["id", "-u", name], stop);
        var group = await Unix.Run(["id", "-g", name], stop);
        return user.Succeeded && group.Succeeded
            ? new OperatingAccount(name, Number(user.Output), Number(group.Output), [])
            : null;
    }

    private static IEnumerable<string[]> WaysToDropRoot(OperatingAccount account)
    {
        yield return ["setpriv", $"--reuid={account.User}", $"--regid={account.Group}", "--clear-groups", "--"];
        yield return ["runuser", "-u", account.Name, "--"];
        yield return ["su", "-s", "/bin/sh", account.Name, "-c", "exec \"$0\" \"$@\"", "--"];
    }

    private static int Number(string text) => int.Parse(text.Trim(), CultureInfo.InvariantCulture);
}
