using FundLedger.Domain.Ledger;
using FundLedger.Domain.Receipts;
using FundLedger.Reports.Evidence;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Checkpoints;
using FundLedger.Web.Access;
using FundLedger.Web.Display;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.Proof;

/// <summary>What the log says of a receipt, for whoever holds the paper; its code cannot be guessed, and no name is on the page.</summary>
[PublicPage("The code on a receipt leads here; the page names nobody and proves what the log says of that one gift.")]
internal sealed class ReceiptModel(ReceiptProofs proofs, CheckpointKeyFile keys, ServedAccount books) : PageModel
{
    public ReceiptProof Proof { get; private set; } = null!;

    /// <summary>The public keys that have signed, as PEM; empty where there are none.</summary>
    public string Keys { get; private set; } = "";

    public bool IsVoid => Proof.State == ReceiptState.Voided;

    public bool IsProved => Proof.EntryLeaf is not null && Keys.Length > 0;

    public Money Amount => new(Proof.Amount, Proof.Currency);

    public async Task<IActionResult> OnGetAsync(string code, string? format, CancellationToken stop)
    {
        if (await proofs.Find(books.Id, code, stop) is not { } proof) return NotFound();
        Proof = proof;
        if (format == ListExport.Json && proof.EntryLeaf is not null)
        {
            using var file = new MemoryStream();
            ReceiptProofJson.Write(proof, file);
            return File(file.ToArray(), "application/json; charset=utf-8", $"proof-{code}.json");
        }

        var published = keys.PublicKeys();
        if (!published.IsRefused) Keys = string.Concat(published.Value.Select(key => key.Pem));
        return Page();
    }
}
