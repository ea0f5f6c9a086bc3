using System.CommandLine;
using System.Text;
using System.Text.Json;
using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Ledger.TamperEvidence;
using FundLedger.Reports;
using FundLedger.Reports.Evidence;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Checkpoints;

namespace FundLedger.Web.Cli;

internal static class CheckpointCommand
{
    private const long LeavesPerLine = 100_000;

    public static Command Create(CommonOptions options)
    {
        var key = KeyOption();
        return new Command("checkpoint", "Signed statements of what the log holds (檢查點).")
        {
            Sign(options, key), Show(options), Verify(options, key), Keep(options, key), Keys(options, key),
        };
    }

    public static Option<FileInfo?> KeyOption() => new("--private-key")
    {
        Description =
            $"PEM file of the private key. Default: {CheckpointKeyFile.Setting} of the configuration, "
            + "else keys/checkpoint.pem in the data folder.",
    };

    public static Option<FileInfo?> PublicKeyOption() => new("--public-key")
    {
        Description = "PEM file of trusted public keys. Default: the list beside the private key.",
    };

    private static Command Sign(CommonOptions options, Option<FileInfo?> key)
    {
        var actor = new Option<string>("--actor")
        {
            Description = "Sign-in name of the person who signs. Default: the scheduler, which signs every night.",
            DefaultValueFactory = _ => AccountSetup.SchedulerName,
        };
        var command = new Command("sign", "Seal the log as it is and sign it; prints the checkpoint.") { key, actor };
        command.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var person = await Session.Actor(services, parsed.GetValue(actor)!, cancel);
            if (person.IsRefused) return person.Refusal;
            var signed = await services.GetRequiredService<SealCheckpoint>().Run(person.Value, Named(parsed, key), new Counter(), cancel);
            if (signed.IsRefused) return signed.Refusal;
            Console.Write(signed.Value.Note);
            return Result.Of(ExitCode.Done);
        }, stop));
        return command;
    }

    private static Command Show(CommonOptions options)
    {
        var size = new Option<long?>("--size") { Description = "Tree size. Default: the largest." };
        var all = new Option<bool>("--all") { Description = "List every checkpoint." };
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("show", "Print a stored checkpoint, as it is published.") { size, all, json };
        command.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var stored = await services.GetRequiredService<LogProofs>()
                .Checkpoints(services.GetRequiredService<ServedAccount>().Id, cancel);
            var wantedSize = parsed.GetValue(size);
            if (stored.Count == 0) return CheckpointRefusals.NoCheckpointYet();
            var chosen = parsed.GetValue(all)
                ? stored
                : [.. stored.Where(checkpoint => wantedSize is null || checkpoint.TreeSize == wantedSize).TakeLast(1)];
            if (chosen.Count == 0) return CheckpointRefusals.NoCheckpointOfSize(wantedSize!.Value);
            if (parsed.GetValue(json)) WriteJson(chosen);
            else if (parsed.GetValue(all)) foreach (var one in chosen) Console.WriteLine(
                $"{one.TreeSize,12}  {one.SignedAt}  {one.KeyId}  {Convert.ToHexStringLower(one.Root)}");
            else Console.Write(chosen[0].Note);
            return Result.Of(ExitCode.Done);
        }, stop));
        return command;
    }

    private static Command Verify(CommonOptions options, Option<FileInfo?> key)
    {
        var file = new Argument<FileInfo?>(
            "file")
        { Description = "A checkpoint that was kept elsewhere. Default: every stored one.", Arity = ArgumentArity.ZeroOrOne };
        var publicKey = PublicKeyOption();
        var command = new Command(
            "verify", "Verify checkpoints: signature, size and root against the books as they are.") { file, key, publicKey };
        command.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var keys = PublicKeys(parsed, options, key, publicKey);
            if (keys.IsRefused) return keys.Refusal;
            var (proofs, account) = (services.GetRequiredService<LogProofs>(), services.GetRequiredService<ServedAccount>().Id);
            IReadOnlyList<string> notes;
            if (parsed.GetValue(file) is { } kept)
            {
                var content = await InputFile.ReadWhole(kept, cancel);
                if (content.IsRefused) return content.Refusal;
                notes = [Encoding.UTF8.GetString(content.Value.Span)];
            }
            else
            {
                notes = [.. (await proofs.Checkpoints(account, cancel)).Select(checkpoint => checkpoint.Note)];
                if (notes.Count == 0) return CheckpointRefusals.NoCheckpointYet();
            }

            var refused = 0;
            foreach (var note in notes)
            {
                var verified = await proofs.Verify(account, note, keys.Value, cancel);
                if (verified.IsRefused) refused += CommandRun.Refuse(verified.Refusal);
                else Console.WriteLine($"ok  {verified.Value.Size} leaves, root {Convert.ToHexStringLower(verified.Value.Root)}");
            }

            return Result.Of(refused == 0 ? ExitCode.Done : ExitCode.Refused);
        }, stop));
        return command;
    }

    /// <summary>For the day the note beside the key was lost: the person says of which checkpoint the books are certain.</summary>
    private static Command Keep(CommonOptions options, Option<FileInfo?> key)
    {
        var file = new Argument<FileInfo>("file") { Description = "A checkpoint of these books, as it was printed or published." };
        var command = new Command("keep", "Keep a checkpoint beside the key as the one signed last, if the books hold it.") { file, key };
        command.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var keyFile = KeyFile(parsed, options, key);
            var keys = keyFile.PublicKeys();
            if (keys.IsRefused) return keys.Refusal;
            var content = await InputFile.ReadWhole(parsed.GetValue(file)!, cancel);
            if (content.IsRefused) return content.Refusal;
            var note = Encoding.UTF8.GetString(content.Value.Span);
            var account = services.GetRequiredService<ServedAccount>().Id;
            var verified = await services.GetRequiredService<LogProofs>().Verify(account, note, keys.Value, cancel);
            if (verified.IsRefused) return verified.Refusal;
            var (log, size) = (verified.Value.Origin, verified.Value.Size);
            var stays = await keyFile.Keep(log, size, note, cancel);
            if (stays.IsRefused) return stays.Refusal;
            if (stays.Value != size) return CheckpointRefusals.LargerCheckpointKept(keyFile.KeptPath(log), stays.Value, size);
            Console.WriteLine(keyFile.KeptPath(verified.Value.Origin));
            return Result.Of(ExitCode.Done);
        }, stop));
        return command;
    }

    /// <summary>The public keys to trust: those named, else those beside the private key.</summary>
    public static Result<IReadOnlyList<CheckpointPublicKey>> PublicKeys(
        ParseResult parsed, CommonOptions options, Option<FileInfo?> key, Option<FileInfo?> publicKey) =>
        parsed.GetValue(publicKey) is { } named ? CheckpointKeyFile.ReadPublic(named.FullName) : KeyFile(parsed, options, key).PublicKeys();

    private static Command Keys(CommonOptions options, Option<FileInfo?> key)
    {
        var create = new Command("create", "Make the key that signs checkpoints; prints its public half.") { key };
        create.SetAction(parsed => Made(KeyFile(parsed, options, key), file => file.Create()));
        var rotate = new Command("rotate", "Replace the key; checkpoints of the old one still verify.") { key };
        rotate.SetAction(parsed => Made(KeyFile(parsed, options, key), file => file.Rotate()));
        return new Command("key", "The key that signs checkpoints.") { create, rotate };
    }

    private static int Made(CheckpointKeyFile file, Func<CheckpointKeyFile, Result<CheckpointPublicKey>> make)
    {
        var made = make(file);
        if (made.IsRefused) return CommandRun.Refuse(made.Refusal);
        Console.Write(made.Value.Pem);
        Console.Error.WriteLine($"key {made.Value.IdText}: {file.Path}; public keys: {file.PublicPath}");
        return ExitCode.Done;
    }

    /// <summary>Keys need no database, so the folder is determined here.</summary>
    private static CheckpointKeyFile KeyFile(ParseResult parsed, CommonOptions options, Option<FileInfo?> key) =>
        Named(parsed, key) ?? new CheckpointKeyFile(Session.Settings(parsed, options)[CheckpointKeyFile.Setting]!);

    private static CheckpointKeyFile? Named(ParseResult parsed, Option<FileInfo?> key) =>
        parsed.GetValue(key) is { } named ? new CheckpointKeyFile(named.FullName) : null;

    private static void WriteJson(IReadOnlyList<StoredCheckpoint> checkpoints)
    {
        using var output = Console.OpenStandardOutput();
        using var json = new Utf8JsonWriter(output, ReportJson.Options);
        json.WriteStartArray();
        foreach (var checkpoint in checkpoints)
        {
            json.WriteStartObject();
            json.WriteNumber("treeSize", checkpoint.TreeSize);
            json.WriteString("root", Convert.ToHexStringLower(checkpoint.Root));
            json.WriteString("keyId", checkpoint.KeyId);
            json.WriteString("signedAt", checkpoint.SignedAt.ToString());
            json.WriteString("note", checkpoint.Note);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private sealed class Counter : IProgress<long>
    {
        private long reported;

        public void Report(long value)
        {
            if (value - reported < LeavesPerLine) return;
            reported = value;
            Console.Error.WriteLine($"{value} leaves …");
        }
    }
}
