using System.Security.Cryptography;
using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Disbursements;

public sealed record PaymentFileRequest(string Key, string BankAccount, IReadOnlyList<string> Disbursements);

/// <summary>
/// Writes released disbursements into one payment file for the bank (Dr 2101 Cr 1111). A disbursement is in one file only, unless
/// the bank has given the payment back: the rule refuses a second export and a unique key refuses it again in the database.
/// </summary>
public sealed class ExportPaymentFile(AuthorizedLedger ledger)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.PayDisbursement;

    /// <summary>The public code of the file, to download it by.</summary>
    public Task<Result<string>> Run(PaymentFileRequest request, Actor actor, CancellationToken stop) =>
        ledger.Write(Policy, new UseCaseRequest(request.Key, actor, request), session => Decide(session, request, stop), stop);

    private static async Task<Result<string>> Decide(WriteSession session, PaymentFileRequest request, CancellationToken stop)
    {
        if (request.Disbursements.Count == 0) return DisbursementRefusals.NothingToPay();
        var bank = await session.Db.BankAccounts.AsNoTracking().SingleOrDefaultAsync(
            account => account.Code == request.BankAccount, stop);
        if (bank is null) return BankingRefusals.BankAccountNotFound(request.BankAccount);

        var file = new PaymentFile
        {
            DedicatedAccountId = session.AccountId,
            Id = session.NewId(),
            PublicCode = PublicCode.New(),
            BankAccountId = bank.Id,
            CreatedBy = session.Actor.PersonId,
            CreatedAt = session.Now,
        };
        var instructions = new List<PaymentInstruction>();
        foreach (var code in request.Disbursements.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var order = await Order(session, file, code, stop);
            if (order.IsRefused) return order.Refusal;
            instructions.Add(order.Value);
        }

        file.Content = PaymentInitiation.Write(file.PublicCode, session.Now, session.Today, bank, session.Account.NameZh, instructions);
        file.Sha256 = SHA256.HashData(file.Content);
        session.Db.PaymentFiles.Add(file);
        session.Audit("PaymentFileExported", file.PublicCode, instructions.Count);
        return file.PublicCode;
    }

    private static async Task<Result<PaymentInstruction>> Order(WriteSession session, PaymentFile file, string code, CancellationToken stop)
    {
        var disbursement = await AdvanceDisbursement.Load(session, code);
        if (disbursement is null) return DisbursementRefusals.DisbursementNotFound(code);
        var exported = await session.Db.PaymentOrders.AnyAsync(
            order => order.DisbursementId == disbursement.Id && order.GivenBack == null, stop);
        var facts = await AdvanceDisbursement.Facts(session, disbursement, stop);
        var draft = disbursement.SendToBank(session.Actor, exported, facts);
        if (draft.IsRefused) return draft.Refusal;
        var posted = await session.Post(draft.Value);
        if (posted.IsRefused) return posted.Refusal;

        var reference = PaymentReference.Of(disbursement.Reference);
        session.Db.PaymentOrders.Add(new PaymentOrder
        {
            DedicatedAccountId = session.AccountId,
            Id = session.NewId(),
            PaymentFileId = file.Id,
            DisbursementId = disbursement.Id,
            PaymentReference = reference,
            Amount = disbursement.Amount,
        });
        var payee = facts.Payee ?? throw new InvalidOperationException($"{disbursement.Reference} names no bank account.");
        return new PaymentInstruction(
            reference, new Money(disbursement.Amount, session.Currency), payee.Holder, payee.BankCode, payee.AccountNumber,
                disbursement.Purpose);
    }
}
