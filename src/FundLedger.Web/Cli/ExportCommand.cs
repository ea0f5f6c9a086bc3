using System.CommandLine;
using System.IO.Compression;
using System.Text;
using FundLedger.Domain.Ledger.TamperEvidence;
using FundLedger.Reports;
using FundLedger.Reports.Evidence;
using FundLedger.UseCases.Accounts;
using NodaTime;

namespace FundLedger.Web.Cli;

internal static class ExportCommand
{
    private const string Hledger = "hledger";
    private const string Json = "json";
    private const int EntriesPerLine = 10_000;

    public static Command Create(CommonOptions options)
    {
        var format = new Option<string>("--format") { Description = "hledger or json.", Required = true };
        format.AcceptOnlyFromAmong(Hledger, Json);
        var output = OutputFile.Option();
        var journal = new Command("journal", "Write every entry, so that another program can compute the books again.") { format, output };
        journal.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, (services, cancel) =>
            OutputFile.Write(parsed.GetValue(output), async stream =>
            {
                var account = services.GetRequiredService<ServedAccount>().Id;
                var progress = new Counter();
                long written;
                if (parsed.GetValue(format) == Json)
                {
                    written = await services.GetRequiredService<JsonExport>().Write(account, stream, progress, cancel);
                }
                else
                {
                    await using var writer = new StreamWriter(
                        stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
                    written = await services.GetRequiredService<HledgerExport>().Write(account, writer, progress, cancel);
                }

                await Console.Error.WriteLineAsync($"{written} entries");
                return ExitCode.Done;
            }), stop));
        return new Command("export", "Exports for other programs.") { journal, Ledger(options) };
    }

    private static Command Ledger(CommonOptions options)
    {
        var output = OutputFile.Option();
        var (key, publicKey) = (CheckpointCommand.KeyOption(), CheckpointCommand.PublicKeyOption());
        var ledger = new Command(
            "ledger",
            "Write everything the log covers, so that reports/verifier/verify.mjs can prove it without us; "
            + "gzip when the name ends in .gz.")
        {
            output, key, publicKey,
        };
        ledger.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, (services, cancel) =>
            OutputFile.Write(parsed.GetValue(output), async stream =>
            {
                // Where no key was ever made there is no checkpoint either; the package is still complete.
                var keys = CheckpointCommand.PublicKeys(parsed, options, key, publicKey);
                var named = parsed.GetValue(key) is not null || parsed.GetValue(publicKey) is not null;
                if (keys.IsRefused && (named || keys.Refusal.Code != nameof(CheckpointRefusals.CheckpointKeyMissing))) return keys.Refusal;
                var zipped = parsed.GetValue(output)?.Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) == true;
                await using var target = zipped ? new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true) : null;
                var written = await services.GetRequiredService<LedgerPackage>().Write(
                    services.GetRequiredService<ServedAccount>().Id, keys.IsRefused ? [] : keys.Value,
                    services.GetRequiredService<IClock>().GetCurrentInstant(), target ?? stream, new Counter(), cancel);
                if (written.IsRefused) return written.Refusal;
                await Console.Error.WriteLineAsync($"{written.Value} leaves");
                return ExitCode.Done;
            }), stop));
        return ledger;
    }

    private sealed class Counter : IProgress<long>
    {
        private long reported;

        public void Report(long value)
        {
            if (value - reported < EntriesPerLine) return;
            reported = value;
            Console.Error.WriteLine($"{value} …");
        }
    }
}
