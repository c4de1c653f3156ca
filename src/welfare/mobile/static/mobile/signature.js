// A signature drawn with a finger: put into the page's file input as a PNG. Without canvas the photo remains.

const box = document.querySelector("[data-signature]");
const input = box && document.querySelector(`input[type=file][name=${box.dataset.signature}]`);

if (box && input && typeof DataTransfer === "function") {
  const canvas = box.querySelector("canvas");
  const pen = canvas.getContext("2d");
  let drawing = false;

  const blank = () => {
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.lineWidth = 4;
    pen.lineCap = pen.lineJoin = "round";
    pen.strokeStyle = "#000";
  };

  const place = (event) => {
    const area = canvas.getBoundingClientRect();
    return [((event.clientX - area.left) * canvas.width) / area.width, ((event.clientY - area.top) * canvas.height) / area.height];
  };

  const keep = () =>
    canvas.toBlob((blob) => {
      const files = new DataTransfer();
      files.items.add(new File([blob], "signature.png", { type: "image/png" }));
      input.files = files.files;
    }, "image/png");

  canvas.addEventListener("pointerdown", (event) => {
    drawing = true;
    canvas.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(...place(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    pen.lineTo(...place(event));
    pen.stroke();
  });
  canvas.addEventListener("pointerup", () => {
    drawing = false;
    keep();
  });
  box.querySelector("[data-signature-clear]").addEventListener("click", () => {
    blank();
    input.value = "";
  });
  blank();
  box.hidden = false;
}
