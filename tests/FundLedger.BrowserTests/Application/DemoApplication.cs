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

    /// <param name="codes">Whether one-time codes are asked for where they are in production.</param>
    private static async Task<DemoApplication> Run(string command, string data, string firstPage, bool codes)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo(
            "dotnet", [Assembly(), command, "--urls", address.GetLeftPart(UriPartial.Authority), "--data", data])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A database named by the environment belongs to somebody else.
        foreach (var name in start.Environment.Keys.Where(key => key.StartsWith("ConnectionStrings__", StringComparison.OrdinalIgnoreCase))
            .ToList()) start.Environment.Remove(name);
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
