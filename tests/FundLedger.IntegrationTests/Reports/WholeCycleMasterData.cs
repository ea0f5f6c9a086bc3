using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Proposals;
using FundLedger.IntegrationTests.Database;

namespace FundLedger.IntegrationTests.Reports;

/// <summary>What the whole cycle needs before it begins: a district, a venture and its payee, both bank accounts, the funds.</summary>
internal static class WholeCycleMasterData
{
    public const string AccountNumber = "012345678901";

    /// <summary>Adds all of it and gives the id of the venture that the grants are for.</summary>
    public static async Task<long> Add(WriteSession session, Actor editor, Actor confirmer)
    {
        var account = session.AccountId;
        var district = new District
        {
            DedicatedAccountId = account,
            Id = session.NewId(),
            Code = "SHIGANG",
            NameZh = "石岡區",
            NameEn = "Shigang",
            Priority = true,
        };
        var payee = Party(session, PartyKind.Venture, "梅子社區合作社");
        var venture = new Venture
        {
            DedicatedAccountId = account,
            Id = session.NewId(),
            PublicCode = PublicCode.New(),
            Name = "石岡穀倉",
            Kind = "revenue",
            DistrictId = district.Id,
            OperatorPartyId = payee.Id,
        };
        session.Db.AddRange(district, payee, venture);
        await session.AddPayeeAccount(payee.Id, editor, confirmer, "987654321", payee.Name);
        session.Db.Add(new BankAccount
        {
            DedicatedAccountId = account,
            Id = session.NewId(),
            Code = "MAIN",
            Name = "專戶",
            BankCode = "004",
            AccountNumber = AccountNumber,
            LedgerAccount = Books.Bank,
        });
        session.AddFund(WholeCycle.District, "石岡捐款", "Gifts for Shigang", SourceKind.Donation, null, DesignationKind.District, district.Id);
        session.AddFund(WholeCycle.General, "一般捐款", "Gifts", SourceKind.Donation);
        session.AddFund(WholeCycle.Programme, "中央補助", "Central allocation", SourceKind.CentralAllocation, 2025);
        session.AddFund(
            WholeCycle.Invested, "企業投資", "Investment", SourceKind.EnterpriseInvestment, null, DesignationKind.District, district.Id);
        session.AddFund(WholeCycle.Returned, "回饋", "Returns", SourceKind.Returns, null, DesignationKind.District, district.Id);
        return venture.Id;
    }

    public static Party Party(WriteSession session, PartyKind kind, string name) => new()
    {
        DedicatedAccountId = session.AccountId,
        Id = session.NewId(),
        PublicCode = PublicCode.New(),
        Kind = kind,
        Name = name,
        Fictional = true,
    };
}
