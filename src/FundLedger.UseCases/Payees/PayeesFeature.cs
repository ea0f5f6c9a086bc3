using FundLedger.Domain.Ledger;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Payees.Reads;

namespace FundLedger.UseCases.Payees;

public static class PayeesFeature
{
    public static Feature Feature { get; } = new()
    {
        UseCases = [typeof(ChangePayeeAccount), typeof(DecidePayeeAccountChange), typeof(PayeeList), typeof(PayeeCase)],
        Documents = [new(DocumentKind.PayeeAccountChange, nameof(DocumentKind.PayeeAccountChange), null, Policies.SeePayees)],
        Menu = [new("Payees", "/payees", Policies.SeePayees, 35, MenuGroup.Spending)],
    };
}
