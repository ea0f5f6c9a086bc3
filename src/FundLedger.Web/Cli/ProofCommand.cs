using System.CommandLine;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Reports.Evidence;
using FundLedger.UseCases.Accounts;

namespace FundLedger.Web.Cli;

internal static class ProofCommand
{
    public static Command Create(CommonOptions options) =>
        new("proof", "Proofs that stand alone, as JSON (存在證明、一致性證明).") { Inclusion(options), Consistency(options), Verify(options) };

    private static Command Inclusion(CommonOptions options)
    {
        var entry = new Option<string>("--entry") { Description = "Number of the entry, such as 2026/123.", Required = true };
        var size = new Option<long?>("--size") { Description = "Size of the checkpoint. Default: the largest." };
        var output = OutputFile.Option();
        var command = new Command("inclusion", "Prove that an entry is in the log that a checkpoint signs.") { entry, size, output };
        command.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var reference = EntryReference.Parse(parsed.GetValue(entry));
            if (reference.IsRefused) return reference.Refusal;
            var proof = await services.GetRequiredService<LogProofs>()
                .Inclusion(services.GetRequiredService<ServedAccount>().Id, reference.Value, parsed.GetValue(size), cancel);
            return proof.IsRefused ? proof.Refusal : await Write(parsed.GetValue(output), stream => ProofJson.Write(proof.Value, stream));
        }, stop));
        return command;
    }

    private static Command Consistency(CommonOptions options)
    {
        var from = new Option<long>("--from") { Description = "Size of the earlier checkpoint.", Required = true };
        var to = new Option<long>("--to") { Description = "Size of the later checkpoint.", Required = true };
        var output = OutputFile.Option();
        var command = new Command("consistency", "Prove that a later checkpoint's log begins with an earlier one's.") { from, to, output };
        command.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var proof = await services.GetRequiredService<LogProofs>().Consistency(
                services.GetRequiredService<ServedAccount>().Id, parsed.GetValue(from), parsed.GetValue(to), cancel);
            return proof.IsRefused ? proof.Refusal : await Write(parsed.GetValue(output), stream => ProofJson.Write(proof.Value, stream));
        }, stop));
        return command;
    }

    private static Command Verify(CommonOptions options)
    {
        var file = new Argument<FileInfo>("file") { Description = "Proof to check." };
        var (key, publicKey) = (CheckpointCommand.KeyOption(), CheckpointCommand.PublicKeyOption());
        var command = new Command("verify", "Check a proof with nothing but the public keys.") { file, key, publicKey };
        command.SetAction(async (parsed, stop) =>
        {
            var proof = await InputFile.ReadWhole(parsed.GetValue(file)!, stop);
            if (proof.IsRefused) return CommandRun.Refuse(proof.Refusal);
            var keys = CheckpointCommand.PublicKeys(parsed, options, key, publicKey);
            if (keys.IsRefused) return CommandRun.Refuse(keys.Refusal);
            var verified = ProofJson.Verify(proof.Value, keys.Value);
            if (verified.IsRefused) return CommandRun.Refuse(verified.Refusal);
            Console.WriteLine($"ok  holds for the log of {verified.Value} leaves");
            return ExitCode.Done;
        });
        return command;
    }

    private static Task<Result<int>> Write(FileInfo? file, Action<Stream> write) => OutputFile.Write(file, stream =>
    {
        write(stream);
        return Task.FromResult(Result.Of(ExitCode.Done));
    });
}
