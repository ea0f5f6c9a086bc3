using System.Data.Common;
using System.Globalization;

namespace FundLedger.Testing;

/// <summary>
/// Addresses for the routes that name a document: one of the demo's documents in each state, for each shows other
/// facts and offers other steps.
/// </summary>
public sealed class DemoAddresses
{
    private const string Contributions = """
        SELECT public_code FROM ledger.contribution
        WHERE id IN (SELECT MIN(id) FROM ledger.contribution GROUP BY kind, state) ORDER BY id
        """;

    /// <summary>A void one, its replacement, one with a copy, and an ordinary one.</summary>
    private const string Receipts = """
        SELECT public_code FROM ledger.receipt
        WHERE id IN (SELECT MIN(id) FROM ledger.receipt GROUP BY state, copy_count, CASE WHEN replaces_receipt_id IS NULL THEN 0 ELSE 1 END)
        ORDER BY id
        """;

    private const string Disbursements = """
        SELECT public_code FROM ledger.disbursement
        WHERE id IN (SELECT MIN(id) FROM ledger.disbursement GROUP BY state) ORDER BY id
        """;

    private const string Returns = """
        SELECT public_code FROM ledger.expected_return
        WHERE id IN (SELECT MIN(id) FROM ledger.expected_return GROUP BY state) ORDER BY id
        """;

    private const string Vouchers = """
        SELECT public_code FROM ledger.manual_voucher
        WHERE id IN (SELECT MIN(id) FROM ledger.manual_voucher GROUP BY state, purpose) ORDER BY id
        """;

    private const string DrawDowns = """
        SELECT public_code FROM ledger.draw_down
        WHERE id IN (SELECT MIN(id) FROM ledger.draw_down GROUP BY state) ORDER BY id
        """;

    private const string People = """
        SELECT sign_in_name FROM ledger.person
        WHERE id IN (SELECT person_id FROM ledger.role_holding UNION SELECT person_id FROM ledger.membership) ORDER BY id
        """;

    private const string AccessChanges = """
        SELECT public_code FROM ledger.access_change
        WHERE id IN (SELECT MIN(id) FROM ledger.access_change GROUP BY state, kind) ORDER BY id
        """;

    private const string Payees = """
        SELECT public_code FROM ledger.party WHERE id IN (
            SELECT MIN(party_id) FROM ledger.payee_bank_account UNION SELECT MIN(party_id) FROM ledger.payee_account_change GROUP BY state)
        ORDER BY id
        """;

    private const string Donations = """
        SELECT public_code FROM ledger.donation WHERE id IN (SELECT MIN(id) FROM ledger.donation GROUP BY state) ORDER BY id
        """;

    private const string Refunded = """
        SELECT public_code FROM ledger.contribution WHERE id IN (SELECT MIN(contribution_id) FROM ledger.gift_refund GROUP BY state)
        ORDER BY id
        """;

    private const string StatementLines = "SELECT MIN(id) FROM ledger.statement_line GROUP BY state ORDER BY 1";

    private const string Funds = """
        SELECT code FROM ledger.fund WHERE id IN (SELECT MIN(id) FROM ledger.fund GROUP BY source, designation) ORDER BY id
        """;

    private const string Ventures = "SELECT public_code FROM ledger.venture WHERE id IN (SELECT MIN(id) FROM ledger.venture GROUP BY kind)";
    private const string Proposals = "SELECT public_code FROM ledger.proposal WHERE id = (SELECT MIN(id) FROM ledger.proposal)";

    /// <summary>With and without a budget, a reserve and a ceiling.</summary>
    private const string Programmes = """
        SELECT code FROM ledger.programme WHERE id IN (
            SELECT MIN(programme.id) FROM ledger.programme LEFT JOIN ledger.programme_budget budget ON budget.programme_id = programme.id
            GROUP BY reserve_basis_points IS NULL, case_ceiling IS NULL, budget.id IS NULL)
        ORDER BY id
        """;

    private const string Parties = "SELECT public_code FROM ledger.party WHERE id IN (SELECT MIN(id) FROM ledger.party GROUP BY kind)";

    private const string Entries = """
        SELECT fiscal_year, MIN(number) FROM ledger.entry GROUP BY fiscal_year, document_kind
        ORDER BY fiscal_year DESC, MIN(number)
        """;

    /// <summary>Of every kind its list; of those that the finance officer enters, its forms too.</summary>
    private const string MasterDataKinds = """
        SELECT 'party' UNION SELECT 'district' UNION SELECT 'programme' UNION SELECT 'programme-budget' UNION SELECT 'fund'
        UNION SELECT 'bank-account' UNION SELECT 'virtual-account' UNION SELECT 'proposal' UNION SELECT 'venture'
        """;

    private const string OfficersKinds = "SELECT 'party' UNION SELECT 'proposal' UNION SELECT 'venture'";

    private const string OfficersRows = """
        SELECT 'party', MIN(id) FROM ledger.party UNION SELECT 'proposal', MIN(id) FROM ledger.proposal
        UNION SELECT 'venture', MIN(id) FROM ledger.venture WHERE operator_party_id IS NULL
        """;

    private static readonly Dictionary<string, (string Sql, string Address)> Documents = new(StringComparer.Ordinal)
    {
        ["/contributions/{code}"] = (Contributions, "/contributions/{0}"),
        ["/contributions/{code}/letter"] = (Contributions, "/contributions/{0}/letter"),
        ["/contributions/{code}/cancel"] = (Contributions, "/contributions/{0}/cancel"),
        ["/contributions/{code}/redesignate"] = (Contributions, "/contributions/{0}/redesignate"),
        ["/proof/{code}"] = (Receipts, "/proof/{0}"),
        ["/receipts/{code}"] = (Receipts, "/receipts/{0}"),
        ["/receipts/{code}/copy"] = (Receipts, "/receipts/{0}/copy"),
        ["/receipts/{code}/void"] = (Receipts, "/receipts/{0}/void"),
        ["/disbursements/{code}"] = (Disbursements, "/disbursements/{0}"),
        ["/draw-downs/{code}"] = (DrawDowns, "/draw-downs/{0}"),
        ["/vouchers/{code}"] = (Vouchers, "/vouchers/{0}"),
        ["/people/{name}"] = (People, "/people/{0}"),
        ["/access-changes/{code}"] = (AccessChanges, "/access-changes/{0}"),
        ["/contributions/{code}/refund"] = (Refunded, "/contributions/{0}/refund"),
        ["/donations/{code}"] = (Donations, "/donations/{0}"),
        ["/payees/{code}"] = (Payees, "/payees/{0}"),
        ["/payees/{code}/change"] = (Payees, "/payees/{0}/change"),
        ["/returns/{code}"] = (Returns, "/returns/{0}"),
        ["/master-data/{kind}"] = (MasterDataKinds, "/master-data/{0}"),
        ["/master-data/{kind}/new"] = (OfficersKinds, "/master-data/{0}/new"),
        ["/master-data/{kind}/import"] = (OfficersKinds, "/master-data/{0}/import"),
        ["/master-data/{kind}/{id:long}"] = (OfficersRows, "/master-data/{0}/{1}"),
        ["/bank/lines/{id:long}"] = (StatementLines, "/bank/lines/{0}"),
        ["/funds/{code}"] = (Funds, "/funds/{0}"),
        ["/ventures/{code}"] = (Ventures, "/ventures/{0}"),
        ["/proposals/{code}"] = (Proposals, "/proposals/{0}"),
        ["/programmes/{code}"] = (Programmes, "/programmes/{0}"),
        ["/parties/{code}"] = (Parties, "/parties/{0}"),
        ["/journal/{year:int}/{number:long}"] = (Entries, "/journal/{0}/{1}"),
        ["/journal/{year:int}/{number:long}/reverse"] = (Entries, "/journal/{0}/{1}/reverse"),
    };

    private readonly Dictionary<string, string[]> addresses;

    private DemoAddresses(Dictionary<string, string[]> addresses) => this.addresses = addresses;

    /// <param name="connection">Open, to the demo's database.</param>
    public static async Task<DemoAddresses> Read(DbConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var addresses = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var (route, (sql, address)) in Documents) addresses[route] = await Read(connection, sql, address);
        return new DemoAddresses(addresses);
    }

    /// <summary>A route without parameters is its own address; one whose documents are not named here is a fault.</summary>
    public IReadOnlyList<string> Of(PageRoute page)
    {
        ArgumentNullException.ThrowIfNull(page);
        if (!page.Route.Contains('{', StringComparison.Ordinal)) return [page.Route];
        return addresses.TryGetValue(page.Route, out var known) && known.Length > 0
            ? known
            : throw new InvalidOperationException($"{nameof(DemoAddresses)} names no document of the demo for {page.Route}.");
    }

    private static async Task<string[]> Read(DbConnection connection, string sql, string address)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            var values = Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue).ToArray();
            rows.Add(string.Format(CultureInfo.InvariantCulture, address, values));
        }

        return [.. rows];
    }
}
