using FundLedger.Data.Engines;
using FundLedger.Domain.Ledger;

namespace FundLedger.Data.Writing;

internal sealed class LotColumns : PendingTable
{
    private readonly Column<long> account;
    private readonly Column<long> id;
    private readonly Column<long> fund;
    private readonly Column<int> kind;
    private readonly Column<long?> document;
    private readonly Column<long?> parent;
    private readonly Column<int> year;
    private readonly Column<long> number;
    private readonly Column<long> amount;
    private readonly Column<long> used;
    private readonly Column<long> encumbered;
    private readonly Column<long> remaining;

    public LotColumns(int expected)
        : base("lot", expected)
    {
        account = Column<long>("dedicated_account_id");
        id = Column<long>("id");
        fund = Column<long>("fund_id");
        kind = Column<int>("kind");
        document = Column<long?>("document_id");
        parent = Column<long?>("parent_lot_id");
        year = Column<int>("fiscal_year");
        number = Column<long>("number");
        amount = Column<long>("amount");
        used = Column<long>("used");
        encumbered = Column<long>("encumbered");
        remaining = Column<long>("remaining");
    }

    public void Add(long accountId, EntryReference opener, LotOpening lot)
    {
        account.Add(accountId);
        id.Add(lot.LotId);
        fund.Add(lot.Fund.Id);
        kind.Add((int)lot.Origin.Kind);
        document.Add(lot.Origin.DocumentId);
        parent.Add(lot.ParentLotId);
        year.Add(opener.FiscalYear);
        number.Add(opener.Number);
        amount.Add(lot.Amount);
        used.Add(0);
        encumbered.Add(0);
        remaining.Add(lot.Amount);
    }
}

internal sealed class LotUseColumns : PendingTable
{
    private readonly Column<long> account;
    private readonly Column<int> year;
    private readonly Column<long> number;
    private readonly Column<int> line;
    private readonly Column<long> lot;
    private readonly Column<long> used;
    private readonly Column<long> encumbered;
    private readonly Column<int?> documentKind;
    private readonly Column<long?> document;

    public LotUseColumns(int expected)
        : base("lot_use", expected)
    {
        account = Column<long>("dedicated_account_id");
        year = Column<int>("fiscal_year");
        number = Column<long>("number");
        line = Column<int>("line");
        lot = Column<long>("lot_id");
        used = Column<long>("used");
        encumbered = Column<long>("encumbered");
        documentKind = Column<int?>("document_kind");
        document = Column<long?>("document_id");
    }

    public void Add(long accountId, AcceptedEntry entry, LotMovement movement, int position)
    {
        account.Add(accountId);
        year.Add(entry.Reference.FiscalYear);
        number.Add(entry.Reference.Number);
        line.Add(position);
        lot.Add(movement.LotId);
        used.Add(movement.Used);
        encumbered.Add(movement.Encumbered);
        documentKind.Add((int?)entry.Draft.Document?.Kind);
        document.Add(entry.Draft.Document?.Id);
    }
}
