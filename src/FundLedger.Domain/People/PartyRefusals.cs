namespace FundLedger.Domain.People;

public static class PartyRefusals
{
    public static Refusal PartyNameMissing() => new(nameof(PartyNameMissing));

    public static Refusal PartyNameTooLong(int length, int limit) => new(nameof(PartyNameTooLong), length, limit);

    public static Refusal BusinessNumberNotValid(string number) => new(nameof(BusinessNumberNotValid), number);

    public static Refusal BusinessNumberMissing() => new(nameof(BusinessNumberMissing));

    public static Refusal BusinessNumberTaken(string number, string holder) => new(nameof(BusinessNumberTaken), number, holder);
}
