using System.Text;
using QRCoder;

namespace FundLedger.Web.Display;

/// <summary>QR codes as addresses of images: data in an img element, so that no inline style is needed.</summary>
internal static class QrPicture
{
    private const int PixelsOfAModule = 4;

    public static string Address(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var picture = new SvgQRCode(code);
        return "data:image/svg+xml;base64," + Convert.ToBase64String(Encoding.UTF8.GetBytes(picture.GetGraphic(PixelsOfAModule)));
    }
}
