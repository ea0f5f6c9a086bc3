using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Ledger.TamperEvidence;
using FundLedger.IntegrationTests.Database;
using FundLedger.Reports;
using FundLedger.Reports.Evidence;

namespace FundLedger.IntegrationTests.Evidence;

/// <summary>The second verifier, which knows nothing of this program, on what this program hands out.</summary>
public sealed partial class NodeVerifierTests(SealedBooks sealedBooks) : IClassFixture<SealedBooks>
{
    private const int Seed = 20260701;

    [Fact]
    public async Task Verify_OfTheBooks_HoldsAndGivesTheTrialBalance()
    {
        var package = await sealedBooks.Export("whole.jsonl");
        var verified = await NodeVerifier.Run(package, "--public-key", KeyFile(), "--json");

        verified.ExitCode.Should().Be(0, verified.Output);
        verified.Findings().Should().BeEmpty();
        var balances = await new TrialBalanceReport(sealedBooks.Reporting)
            .Run(new TrialBalanceParameters(sealedBooks.Books.AccountId), CancellationToken.None);
        var bank = balances.Value.Rows.Single(row => row.Account.Code == Drafts.Bank);
        verified.Output.Should().MatchRegex($"\"code\": \"{Drafts.Bank}\",[^}}]*\"balance\": \"{bank.Debit - bank.Credit}\"");
    }

    [Fact]
    public async Task Verify_AfterOneByteOfAnEntryWasChanged_NamesThatEntry()
    {
        var package = await File.ReadAllBytesAsync(await sealedBooks.Export("original.jsonl"));
        var text = Encoding.Latin1.GetString(package);
        var entries = EntryLine().Matches(text);
        entries.Count.Should().Be((int)(await sealedBooks.LeafCount() - sealedBooks.LeavesBefore));
        var random = new Random(Seed);
        for (var round = 0; round < 25; round++)
        {
            var line = entries[random.Next(entries.Count)];
            var place = line.Index + random.Next(line.Length);
            var changed = package.ToArray();
            changed[place] ^= (byte)(1 << random.Next(7));
            var file = Path.Combine(sealedBooks.Folder, "changed.jsonl");
            await File.WriteAllBytesAsync(file, changed);

            var verified = await NodeVerifier.Run(file, "--public-key", KeyFile(), "--json");

            verified.ExitCode.Should().Be(1);
            verified.Findings().Should().Contain(
                finding => finding.Contains($"entry {line.Groups["entry"].Value}")
                    || finding.Contains($"(leaf {line.Groups["leaf"].Value},"),
                $"seed {Seed}, round {round}: byte {place} of {line.Value} was changed");
        }
    }

    [Fact]
    public async Task Verify_OfBooksThatWereBent_NamesTheEntry()
    {
        using var own = await SealedBooks.OfItsOwn();
        await own.Bend("update ledger.posting set amount = amount + sign(amount) where number = 400");
        var verified = await NodeVerifier.Run(await own.Export(), "--json");

        verified.ExitCode.Should().Be(1);
        verified.Findings().Should().ContainSingle().Which.Should().StartWith($"entry 2026/400 (leaf {own.LeavesBefore + 399},")
            .And.Contain("do not give the hash");
        await own.DisposeAsync();
    }

    [Fact]
    public async Task Verify_OfBooksWhoseLeafWasBentToo_FindsThatTheRootWasNotSigned()
    {
        using var own = await SealedBooks.OfItsOwn();
        await own.Bend("update ledger.entry set actor_id = actor_id + 1 where number = 400");
        var facts = (await own.Proofs.Inclusion(own.Books.AccountId, new EntryReference(2026, 400), null, CancellationToken.None))
            .Value.Facts;
        await own.Bend(
            $"update ledger.log_leaf set hash = decode('{Convert.ToHexString(EntryLeaf.Hash(facts))}', 'hex') "
            + $"where leaf_index = {own.LeavesBefore + 399}");
        var verified = await NodeVerifier.Run(await own.Export(), "--json");

        verified.ExitCode.Should().Be(1);
        verified.Findings().Should().ContainSingle().Which.Should().Contain("do not give the root that was signed");
        await own.DisposeAsync();
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.97)]
    [InlineData(0.001)]
    public async Task Verify_OfAPackageCutOff_SaysSo(double part)
    {
        var package = await File.ReadAllBytesAsync(await sealedBooks.Export("cut.jsonl"));
        foreach (var compressed in new[] { false, true })
        {
            var all = compressed ? Gzip(package) : package;
            var file = Path.Combine(sealedBooks.Folder, "cut.jsonl");
            await File.WriteAllBytesAsync(file, all[..(int)(all.Length * part)]);

            var verified = await NodeVerifier.Run(file, "--json");

            verified.ExitCode.Should().Be(1, verified.Output);
            verified.Findings().Should().Contain(finding => finding.Contains("cut off") || finding.Contains("no package"));
        }
    }

    [Fact]
    public async Task Verify_OfACompressedPackage_Holds()
    {
        var file = Path.Combine(sealedBooks.Folder, "package.jsonl.gz");
        await File.WriteAllBytesAsync(file, Gzip(await File.ReadAllBytesAsync(await sealedBooks.Export("plain.jsonl"))));

        (await NodeVerifier.Run(file, "--public-key", KeyFile())).ExitCode.Should().Be(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n\n")]
    [InlineData("garbage")]
    [InlineData("{\"type\":\"header\"}\n")]
    [InlineData("null\n")]
    public async Task Verify_OfGarbage_IsNoPackage(string content)
    {
        var verified = await NodeVerifier.Run(sealedBooks.Write("garbage", content), "--json");

        verified.ExitCode.Should().Be(1, verified.Output);
        verified.Findings().Should().Contain(finding => finding.Contains("no package"));
    }

    [Fact]
    public async Task Verify_ByAnotherKey_IsRefused()
    {
        using var another = CheckpointKey.Create();
        var verified = await NodeVerifier.Run(
            await sealedBooks.Export("signed.jsonl"), "--public-key", sealedBooks.Write("another.pem", another.Public.Pem), "--json");

        verified.ExitCode.Should().Be(1);
        verified.Findings().Should().ContainSingle().Which.Should().Contain("signed by another key");
    }

    [Fact]
    public async Task Verify_AgainstAKeptCheckpoint_HoldsForOursOnly()
    {
        var package = await sealedBooks.Export("kept.jsonl");
        var checkpoint = (await sealedBooks.Proofs.Checkpoints(sealedBooks.Books.AccountId, CancellationToken.None))
            .First(found => found.TreeSize == 257);
        var origin = SignedNote.Parse(checkpoint.Note).Then(note => Checkpoint.Parse(note.Text)).Value.Origin;
        var forged = sealedBooks.Key.Sign(new Checkpoint(origin, 257, new byte[32]));

        (await NodeVerifier.Run(
            package, "--public-key", KeyFile(), "--checkpoint", sealedBooks.Write("257", checkpoint.Note))).ExitCode.Should()
            .Be(0);
        var refused = await NodeVerifier.Run(
            package, "--public-key", KeyFile(), "--checkpoint", sealedBooks.Write("forged", forged), "--json");
        refused.ExitCode.Should().Be(1);
        refused.Findings().Should().ContainSingle().Which.Should().Contain("the first 257 leaves do not give the root");
    }

    [Fact]
    public async Task Proof_OfEitherKind_HoldsAndAnotherSizeDoesNot()
    {
        var account = sealedBooks.Books.AccountId;
        var small = (await sealedBooks.Proofs.Inclusion(account, new EntryReference(2026, 42), 300, CancellationToken.None)).Value;
        var large = (await sealedBooks.Proofs.Inclusion(account, new EntryReference(2026, 42), 700, CancellationToken.None)).Value;
        var between = (await sealedBooks.Proofs.Consistency(account, 257, 700, CancellationToken.None)).Value;

        (await Check(small)).ExitCode.Should().Be(0);
        (await Check(between)).ExitCode.Should().Be(0);
        (await Check(small with { Checkpoint = large.Checkpoint })).Output.Should()
            .Contain("the proof is for 300 leaves, its checkpoint signs 700");
        (await Check(small with { Checkpoint = large.Checkpoint, TreeSize = 700 })).ExitCode.Should().Be(1);
        (await Check(small, "--checkpoint", sealedBooks.Write("700", large.Checkpoint))).Output.Should()
            .Contain("the checkpoint that was kept signs 700");
        (await Check(between with { Path = [.. between.Path.Reverse()] })).ExitCode.Should().Be(1);
    }

    [Fact]
    public async Task Usage_Wrong_IsSaid()
    {
        (await NodeVerifier.Run()).ExitCode.Should().Be(2);
        (await NodeVerifier.Run("nowhere.jsonl")).ExitCode.Should().Be(2);
        (await NodeVerifier.Run("--unknown")).ExitCode.Should().Be(2);
        (await NodeVerifier.Run("--proof", KeyFile())).ExitCode.Should().Be(2);
        (await NodeVerifier.Run("--help")).ExitCode.Should().Be(0);
    }

    private Task<NodeVerifier> Check(InclusionProof proof, params string[] more)
    {
        using var output = new MemoryStream();
        ProofJson.Write(proof, output);
        return Check(output, more);
    }

    private Task<NodeVerifier> Check(ConsistencyProof proof)
    {
        using var output = new MemoryStream();
        ProofJson.Write(proof, output);
        return Check(output);
    }

    private Task<NodeVerifier> Check(MemoryStream proof, params string[] more) =>
        NodeVerifier.Run(
            ["--proof", sealedBooks.Write("proof.json", Encoding.UTF8.GetString(proof.ToArray())), "--public-key", KeyFile(), .. more]);

    private string KeyFile() => sealedBooks.Write("key.pem", sealedBooks.Key.Public.Pem);

    private static byte[] Gzip(byte[] content)
    {
        using var output = new MemoryStream();
        using (var zip = new GZipStream(output, CompressionLevel.Fastest)) zip.Write(content);
        return output.ToArray();
    }

    [GeneratedRegex("^\\{\"type\":\"entry\",\"leaf\":(?<leaf>\\d+),\"entry\":\"(?<entry>[^\"]+)\".*$", RegexOptions.Multiline)]
    private static partial Regex EntryLine();
}
