// A photographed document: shown, checked for blur and darkness, made small and stripped of its
// metadata by drawing it anew. Without canvas or DataTransfer the plain file input works as it is.

const words = document.getElementById("words")?.dataset ?? {};
const LONGEST_SIDE = 2000;
const TARGET_BYTES = 400 * 1024;
const QUALITIES = [0.85, 0.75, 0.65, 0.55, 0.45];
const CHECK_SIDE = 480;
const SHARP_ENOUGH = 60;
const BRIGHT_ENOUGH = 70;

const toBlob = (canvas, quality) => new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));

function drawn(bitmap, longest) {
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  canvas.getContext("2d", { willReadFrequently: true }).drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas;
}

async function reduced(bitmap) {
  let smallest = null;
  for (const side of [LONGEST_SIDE, 1600, 1280]) {
    const canvas = drawn(bitmap, side);
    for (const quality of QUALITIES) {
      smallest = await toBlob(canvas, quality);
      if (smallest && smallest.size <= TARGET_BYTES) return smallest;
    }
  }
  return smallest;
}

// Variance of the Laplacian tells a sharp page from a blurred one; the mean tells a dark one.
function judged(bitmap) {
  const canvas = drawn(bitmap, CHECK_SIDE);
  const { width, height } = canvas;
  const pixels = canvas.getContext("2d").getImageData(0, 0, width, height).data;
  const grey = new Float32Array(width * height);
  let light = 0;
  for (let i = 0; i < grey.length; i += 1) {
    grey[i] = 0.299 * pixels[4 * i] + 0.587 * pixels[4 * i + 1] + 0.114 * pixels[4 * i + 2];
    light += grey[i];
  }
  let sum = 0;
  let squares = 0;
  let n = 0;
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const i = y * width + x;
      const edge = grey[i - 1] + grey[i + 1] + grey[i - width] + grey[i + width] - 4 * grey[i];
      sum += edge;
      squares += edge * edge;
      n += 1;
    }
  }
  return { sharp: squares / n - (sum / n) ** 2 >= SHARP_ENOUGH, bright: light / grey.length >= BRIGHT_ENOUGH };
}

function say(box, { sharp, bright }, bytes) {
  const checks = box.querySelector("[data-camera-checks]") ?? box.appendChild(document.createElement("div"));
  checks.dataset.cameraChecks = "";
  checks.setAttribute("role", "status");
  checks.className = sharp && bright ? "camera-checks" : "camera-checks camera-wrong";
  const line = (text, tag = "span") => Object.assign(document.createElement(tag), { textContent: text });
  const good = [`✓ ${words.sharp}`, `✓ ${words.bright}`, words.size.replace("{n}", Math.round(bytes / 1024))];
  checks.replaceChildren(
    ...(sharp && bright ? good.map((t) => line(t)) : [line(`△ ${sharp ? words.dark : words.blurred}`, "strong"), line(words.retake, "p")]),
  );
}

function show(box, blob) {
  let frame = box.querySelector("[data-camera-frame]");
  if (!frame) {
    frame = document.createElement("div");
    frame.dataset.cameraFrame = "";
    frame.className = "camera-frame";
    frame.append(document.createElement("img"));
    box.append(frame);
  }
  const picture = frame.querySelector("img");
  if (picture.src.startsWith("blob:")) URL.revokeObjectURL(picture.src);
  picture.src = URL.createObjectURL(blob);
  picture.alt = words.preview;
}

async function taken(box, input) {
  const file = input.files[0];
  if (!file?.type.startsWith("image/")) return;
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
    const blob = await reduced(bitmap);
    if (!blob) return;
    const files = new DataTransfer();
    files.items.add(new File([blob], "photo.jpg", { type: "image/jpeg" }));
    input.files = files.files;
    show(box, blob);
    const verdict = judged(bitmap);
    say(box, verdict, blob.size);
    box.dispatchEvent(new CustomEvent("camera:judged", { bubbles: true, detail: { ...verdict, bytes: blob.size } }));
    bitmap.close();
  } catch (error) {
    // An unusual picture format cannot be drawn here; the file goes up as it is and the server checks it.
    console.info("photo kept as it is", error.name);
  }
}

for (const box of document.querySelectorAll("[data-camera]")) {
  const input = box.querySelector("input[type=file]");
  input?.addEventListener("change", () => taken(box, input));
}
