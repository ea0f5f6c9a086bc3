using System.Text;
using System.Text.Json;
using FundLedger.Data.Writing;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Ledger.TamperEvidence;
using FundLedger.Domain.Receipts;
using FundLedger.IntegrationTests.Architecture;
using FundLedger.IntegrationTests.Database;
using FundLedger.IntegrationTests.Evidence;
using FundLedger.Reports.Evidence;
using FundLedger.UseCases.Contributions;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.Receipts;

/// <summary>
/// The proof of a receipt, checked by three programs that share no code: ours, the verifier, and the module that the public page
/// runs. One changed byte, and all three say so.
/// </summary>
public sealed class ReceiptProofTests(BooksFixture fixture) : IClassFixture<BooksFixture>, IDisposable
{
    private const int Bent = 60;

    /// <summary>Asks the page's module and the verifier about each file whose name comes in; a line of JSON each.</summary>
    private const string Both = """
        import { readFileSync } from "node:fs";
        import { createInterface } from "node:readline";
        const [web, verifier, keyFile] = process.argv.slice(1);
        const { checkReceiptProof } = await import(web);
        const { checkProof } = await import(verifier);
        const pem = readFileSync(keyFile, "utf8");
        for await (const file of createInterface({ input: process.stdin })) {
          const text = readFileSync(file, "utf8");
          const said = { web: null, verifier: null, shown: null, words: null };
          try { said.shown = await checkReceiptProof(JSON.parse(text), pem); said.web = true; } catch { said.web = false; }
          try { said.words = checkProof(text, { trusted: pem }); said.verifier = true; } catch { said.verifier = false; }
          console.log(JSON.stringify(said));
        }
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("fundledger-receipt-").FullName;
    private readonly CheckpointKey key = CheckpointKey.Create();

    [Fact]
    public async Task Proof_OfASealedReceipt_HoldsForAllThree_AndShowsWhatTheLogSays()
    {
        var (desk, code) = await Sealed();
        var proof = await Find(desk, code);
        var text = Json(proof);

        ProofJson.Verify(Encoding.UTF8.GetBytes(text), [key.Public]).Value.Should().Be(proof.Checkpoint!.TreeSize);
        var said = (await Ask([text])).Single();
        (said.Web, said.Verifier).Should().Be((true, true));
        said.Shown.GetProperty("amount").GetString().Should().Be("1234567");
        said.Shown.GetProperty("entry").GetString().Should().Be(proof.Entry.Reference.ToString());
        said.Shown.GetProperty("receipt").GetProperty("number").GetString().Should().Be("115-A-000001");
        said.Shown.GetProperty("receipt").GetProperty("void").GetBoolean().Should().BeFalse();
        said.Words.Should().Contain("receipt 115-A-000001 of 1234567 is not void");
        text.Should().NotContain((await desk.Read(code)).DonorName, "it names nobody");
        (await NodeVerifier.Run("--proof", Write("proof.json", text), "--public-key", Write("key.pem", key.Public.Pem))).ExitCode.Should()
            .Be(0);
    }

    [Fact]
    public async Task Proof_WithOneByteChanged_HoldsForNone()
    {
        var (desk, code) = await Sealed();
        var text = Json(await Find(desk, code));
        var random = new Random(20261128);
        var places = Enumerable.Range(0, text.Length).Where(index => char.IsAsciiLetterOrDigit(text[index])).OrderBy(_ => random.Next())
            .Take(Bent).ToArray();
        var bent = places.Select(place => text[..place] + Another(text[place]) + text[(place + 1)..]).ToArray();

        var said = await Ask(bent);
        for (var index = 0; index < bent.Length; index++)
        {
            var around = text[Math.Max(0, places[index] - 30)..Math.Min(text.Length, places[index] + 10)];
            (said[index].Web, said[index].Verifier).Should().Be((false, false), "of a change in {0}", around);
            ProofJson.Verify(Encoding.UTF8.GetBytes(bent[index]), [key.Public]).IsRefused.Should().BeTrue("of a change in {0}", around);
        }
    }

    [Fact]
    public async Task Proof_ByAnotherKey_HoldsForNone()
    {
        var (desk, code) = await Sealed();
        var text = Json(await Find(desk, code));
        using var other = CheckpointKey.Create();
        ProofJson.Verify(Encoding.UTF8.GetBytes(text), [other.Public]).IsRefused.Should().BeTrue();
        var said = (await Ask([text], other)).Single();
        (said.Web, said.Verifier).Should().Be((false, false));
    }

    [Fact]
    public async Task Proof_AfterAVoid_IsOfTheEntryAlone_UntilTheNextCheckpoint()
    {
        var (desk, code) = await Sealed();
        (await desk.Void(code)).IsRefused.Should().BeFalse();
        var before = await Find(desk, code);
        (before.State, before.ReceiptLeaf).Should().Be((ReceiptState.Voided, null));
        before.EntryLeaf.Should().NotBeNull();

        await Sign(desk);
        var said = await Ask([Json(before), Json(await Find(desk, code))]);
        said.Should().OnlyContain(one => one.Web && one.Verifier);
        said[0].Shown.GetProperty("receipt").ValueKind.Should().Be(JsonValueKind.Null);
        said[1].Shown.GetProperty("receipt").GetProperty("void").GetBoolean().Should().BeTrue();
        said[1].Words.Should().Contain("IS VOID");
    }

    [Fact]
    public async Task Proof_OfTheReceiptOverWhatWasNotRefunded_HoldsForAllThree()
    {
        var (desk, code) = await Sealed();
        var gift = await Refund(desk, code, 234_567);
        var rest = (await desk.Issue(gift)).Value.Code;
        await Sign(desk);

        var text = Json(await Find(desk, rest));
        ProofJson.Verify(Encoding.UTF8.GetBytes(text), [key.Public]).Refusal.Should().BeNull();
        var said = (await Ask([text])).Single();
        (said.Web, said.Verifier).Should().Be((true, true));
        said.Shown.GetProperty("amount").GetString().Should().Be("1000000");
        said.Words.Should().Contain("receipt 115-A-000002 of 1000000 is not void");
        (await Ask([Json(await Find(desk, code))])).Single().Words.Should().Contain("receipt 115-A-000001 of 1234567 IS VOID");
    }

    [Fact]
    public async Task Proof_OfNothing_OrOfOtherBooks_IsNone()
    {
        var (desk, code) = await Sealed();
        var other = new ReceiptDesk(await Books.Open(fixture.Database));
        (await new ReceiptProofs(fixture.Database.Reporting).Find(other.Books.AccountId, code, default)).Should().BeNull();
        (await new ReceiptProofs(fixture.Database.Reporting).Find(desk.Books.AccountId, "0000000000000000", default)).Should().BeNull();
        var unsealed = (await other.Issue(await other.Gift())).Value.Code;
        (await Find(other, unsealed)).Checkpoint.Should().BeNull();
    }

    public void Dispose()
    {
        key.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<(ReceiptDesk Desk, string Code)> Sealed()
    {
        var desk = new ReceiptDesk(await Books.Open(fixture.Database));
        var code = (await desk.Issue(await desk.Gift(1_234_567))).Value.Code;
        await Sign(desk);
        return (desk, code);
    }

    /// <summary>The code of the gift, of which its donor is refunded.</summary>
    private static async Task<string> Refund(ReceiptDesk desk, string receipt, long dollars)
    {
        var of = (await desk.Read(receipt)).ContributionId;
        await using var db = desk.Books.Read();
        var gift = await db.Contributions.SingleAsync(row => row.DedicatedAccountId == desk.Books.AccountId && row.Id == of);
        // The lot that the desk's gift opened is named by it.
        var lot = await db.Lots.SingleAsync(
            row => row.DedicatedAccountId == desk.Books.AccountId && row.Kind == LotKind.Contribution && row.DocumentId == gift.Id);
        var asked = await new RefundContribution(desk.Ledger).Run(
            new GiftRefundRequest(ReceiptDesk.Key(), gift.PublicCode, lot.Id, Money.Twd(dollars), "來函字第1號", desk.Books.Today),
            desk.Books.Officer, default);
        (await new DecideGiftRefund(desk.Ledger).Run(
            new GiftRefundStepRequest(ReceiptDesk.Key(), asked.Value, GiftRefundTrigger.Approve, null),
            await desk.Books.AddPerson("decider"), default)).Refusal.Should().BeNull();
        return gift.PublicCode;
    }

    private async Task Sign(ReceiptDesk desk) =>
        (await new LogSealer(fixture.Database.Factory, desk.Books.Clock).Sign(desk.Books.AccountId, key)).IsRefused.Should().BeFalse();

    private async Task<ReceiptProof> Find(ReceiptDesk desk, string code) =>
        (await new ReceiptProofs(fixture.Database.Reporting).Find(desk.Books.AccountId, code, default))!;

    private static string Json(ReceiptProof proof)
    {
        using var output = new MemoryStream();
        ReceiptProofJson.Write(proof, output);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static char Another(char letter) => letter switch
    {
        '9' => '0',
        'z' => 'a',
        'Z' => 'A',
        'f' => 'a',
        _ => (char)(letter + 1),
    };

    private async Task<Said[]> Ask(IReadOnlyList<string> proofs, CheckpointKey? signer = null)
    {
        var files = proofs.Select((text, index) => Write($"{index}.json", text) + "\n");
        var keyFile = Write("key.pem", (signer ?? key).Public.Pem);
        var run = await NodeVerifier.Evaluate(
            Both, string.Concat(files), Module("src/FundLedger.Web/wwwroot/proof.mjs"), Module("reports/verifier/proof.mjs"), keyFile);
        run.ExitCode.Should().Be(0, run.Output);
        return [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Said.Read)];
    }

    private static string Module(string path) => new Uri(Path.Combine(SourceTree.Root, path)).AbsoluteUri;

    private string Write(string name, string text)
    {
        var file = Path.Combine(folder, name);
        File.WriteAllText(file, text);
        return file;
    }

    private sealed record Said(bool Web, bool Verifier, JsonElement Shown, string? Words)
    {
        public static Said Read(string line)
        {
            var json = JsonDocument.Parse(line).RootElement;
            return new Said(
                json.GetProperty("web").GetBoolean(), json.GetProperty("verifier").GetBoolean(), json.GetProperty("shown"),
                json.GetProperty("words").GetString());
        }
    }
}
