using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using FundLedger.Domain.People;

namespace FundLedger.BrowserTests.Application;

/// <summary>
/// The application as people start it, with <c>demo</c> or <c>serve</c>, in a process and a database of its own, on a free loopback
/// port.
/// </summary>
internal sealed class DemoApplication : IAsyncDisposable
{
    private const int TerminateSignal = 15;
    private const string SignInPage = "/account/sign-in";
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(30);
    private readonly Process process;
    private readonly string data;
    private readonly Queue<string> lastLines = new();

    private DemoApplication(Process process, string data, Uri address)
    {
        (this.process, this.data, Address) = (process, data, address);
    }

    public Uri Address { get; }

    /// <param name="command"><c>demo</c>; <c>serve</c> begins with a database without books.</param>
    public static Task<DemoApplication> Start(string command = "demo") => Run(
        command, Directory.CreateTempSubdirectory("fundledger-browser-").FullName, command == "demo" ? SignInPage : "/setup", codes: true);

    /// <summary>The application as <c>serve</c> starts it, on books in which nothing is entered.</summary>
    public static async Task<DemoApplication> ServeEmptyBooks()
    {
        var data = Directory.CreateTempSubdirectory("fundledger-browser-").FullName;
        await EmptyBooks.Open(data);
        return await Run("serve", data, SignInPage, codes: false);
    }

    /// <summary>The application as <c>serve</c> starts it, on books that <c>account create</c> opened in an empty folder.</summary>
    /// <param name="administrator">Sign-in name of the first administrator.</param>
    /// <returns>The application, and the link the command printed for the administrator.</returns>
    public static async Task<(DemoApplication Application, string Link)> ServeNewBooks(string administrator)
    {
        var data = Directory.CreateTempSubdirectory("fundledger-browser-").FullName;
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        using var command = Process.Start(Command(
            "account", "create", "TAINAN", "--name-zh", "臺南專戶", "--name-en", "Tainan account", "--administrator", administrator,
            "--administrator-name", "林管理", "--urls", Root(address), "--data", data))!;
        // Read side by side: a full pipe would stop the command.
        var (output, errors) = (command.StandardOutput.ReadToEndAsync(), command.StandardError.ReadToEndAsync());
        await command.WaitForExitAsync();
        var printed = await output;
        command.ExitCode.Should().Be(0, await errors);
        var link = printed.Split('\n').Single(line => line.StartsWith(Root(address), StringComparison.Ordinal));
        return (await Run("serve", data, SignInPage, codes: true, address), link);
    }

    /// <param name="codes">Whether one-time codes are asked for where they are in production.</param>
    /// <param name="chosen">Where it listens; null: on a free port.</param>
    private static async Task<DemoApplication> Run(string command, string data, string firstPage, bool codes, Uri? chosen = null)
    {
        var address = chosen ?? new Uri($"http://127.0.0.1:{FreePort()}");
        var start = Command(command, "--urls", Root(address), "--data", data);
        if (!codes) start.Environment["Access__RequireTotp"] = "false";
        var application = new DemoApplication(Process.Start(start)!, data, address);
        try
        {
            application.Listen();
            await application.UntilItAnswers(firstPage);
            return application;
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }
    }

    private static string Root(Uri address) => address.GetLeftPart(UriPartial.Authority);

    private static ProcessStartInfo Command(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Assembly(), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A database named by the environment belongs to somebody else.
        foreach (var name in start.Environment.Keys.Where(key => key.StartsWith("ConnectionStrings__", StringComparison.OrdinalIgnoreCase))
            .ToList()) start.Environment.Remove(name);
        return start;
    }

    public Task<DemoAddresses> Addresses() => DemoBooks.Addresses(data);

    public Task GiveRole(string signInName, Role role) => DemoBooks.GiveRole(data, signInName, role);

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            // Asked to end, it stops its database as well; killed, it would leave that running.
            using (var kill = Process.Start("kill", [$"-{TerminateSignal}", $"{process.Id}"])) await kill.WaitForExitAsync();
            using var patience = new CancellationTokenSource(LongestStop);
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        process.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private void Listen()
    {
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (lastLines)
        {
            lastLines.Enqueue(line);
            if (lastLines.Count > 60) lastLines.Dequeue();
        }
    }

    private async Task UntilItAnswers(string page)
    {
        using var client = new HttpClient();
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < LongestStart && !process.HasExited)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri(Address, page));
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(250);
        }

        lock (lastLines) throw new InvalidOperationException(
            $"The application did not start:{Environment.NewLine}{string.Join(Environment.NewLine, lastLines)}");
    }

    /// <summary>The web project's own build output of the same configuration, where its static files' manifest lies.</summary>
    private static string Assembly()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        var (framework, configuration) = (folder.Name, folder.Parent!.Name);
        return Path.Combine(SourceTree.Root, "src", "FundLedger.Web", "bin", configuration, framework, "FundLedger.Web.dll");
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
